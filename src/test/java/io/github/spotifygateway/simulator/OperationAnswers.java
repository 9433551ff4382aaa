package io.github.spotifygateway.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Does what an operation does, for a caller who may. The player, the library and the
 * items of playlists change as they are told; other writes change nothing: the same read
 * gets the same answer.
 */
final class OperationAnswers {

	private static final Set<String> WITH_FIELDS = Set.of("GET /v1/playlists/{playlist_id}",
			"GET /v1/playlists/{playlist_id}/items", "GET /v1/playlists/{playlist_id}/tracks");

	private final RegisteredApp app;

	private final List<Commands> commands;

	private final Map<String, LiveOperation> live;

	OperationAnswers(RegisteredApp app, List<Commands> commands, Collection<LiveOperation> live) {
		this.app = app;
		this.commands = commands;
		this.live = live.stream().collect(Collectors.toMap(LiveOperation::path, Function.identity()));
	}

	ResponseDefinitionBuilder answer(Operation operation, Request request, Grant grant) {
		try {
			return this.commands.stream()
				.map((command) -> command.refusal(operation, request, grant))
				.filter(Objects::nonNull)
				.findFirst()
				.map(Answers::golden)
				.orElseGet(() -> success(operation, request, grant));
		}
		catch (WebApiRefusal ex) {
			return ex.answer();
		}
	}

	private ResponseDefinitionBuilder success(Operation operation, Request request, Grant grant) {
		return switch (operation.answer()) {
			case Operation.EMPTY -> Answers.status(operation.status());
			case Operation.TEXT -> text(operation.status());
			case Operation.LIVE ->
				json(this.live.get(operation.path().text()).answer(request, grant), operation, request, grant);
			default -> json(golden(operation, request), operation, request, grant);
		};
	}

	// named JSON here, which is the harder case for a client
	private static ResponseDefinitionBuilder text(int status) {
		String letters = "x" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
		return Answers.body(status, "application/json; charset=utf-8", letters);
	}

	private JsonNode golden(Operation operation, Request request) {
		JsonNode body = GoldenBody.composed("api/" + operation.answer());
		Paging.page(body, request);
		return body;
	}

	private ResponseDefinitionBuilder json(@Nullable JsonNode body, Operation operation, Request request, Grant grant) {
		if (body == null) {
			return Answers.status(204);
		}
		if (this.app.isNewDevelopmentMode()) {
			DevelopmentMode.change(body);
		}
		String text = text(selected(body, operation, request), operation, request, grant);
		return EntityTag.of(text, operation, grant).answer(request, Answers.json(operation.status(), text));
	}

	private static JsonNode selected(JsonNode body, Operation operation, Request request) {
		String fields = Parameters.ofQuery(request).get("fields");
		boolean selectable = WITH_FIELDS.contains(operation.toString());
		return (fields != null && selectable) ? FieldSelection.of(fields).from(body) : body;
	}

	private static String text(JsonNode body, Operation operation, Request request, Grant grant) {
		String server = "http://127.0.0.1:%d".formatted(request.getPort());
		String text = body.toString()
			.replace("{{images}}/", server + CoverImages.PATH)
			.replace("https://api.spotify.com/", server + "/");
		String id = operation.path().id(Endpoint.path(request));
		if (id != null && body.has("id")) {
			return text.replace(body.path("id").asString(), id);
		}
		// what is the user's own is named after the user
		return (grant.user() != null) ? text.replace("alice", grant.user().id()) : text;
	}

}
