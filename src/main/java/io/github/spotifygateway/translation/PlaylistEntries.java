package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads the entries of a playlist in one generation for a client of the other.
 *
 * @param operation reads them
 * @param client the client's generation
 */
record PlaylistEntries(WebApiOperation operation, Generation client) implements Translation {

	private static final String FIELDS = "fields";

	private static final List<String> NEEDED = List.of("href", "total");

	private static final List<String> LINKS = List.of("href", "next", "previous");

	private static final int LARGEST_PAGE = 50;

	private static final int LARGEST_OLDER_PAGE = 100;

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		Query asked = Query.of(exchange.asked());
		Query query = translated(asked);
		ReadAnswer answer = Pages.areNeeded(query, LARGEST_PAGE, LARGEST_OLDER_PAGE) ? large(exchange, query)
				: read(exchange, query);
		JsonNode page = JsonBody.of(answer);
		PlaylistNames.rename(page, this.client.other(), this.client);
		asked.get(FIELDS).ifPresent((fields) -> LINKS.forEach((name) -> relink(page, name, fields)));
		return ReadAnswer.of(answer, JsonBody.bytes(page));
	}

	private Query translated(Query query) {
		Optional<String> fields = query.get(FIELDS);
		return fields.isEmpty() ? query : query.with(FIELDS, FieldsExpression.rename(fields.get(),
				Map.of(List.of("items", this.client.entry()), this.client.other().entry())));
	}

	private ReadAnswer read(Exchange exchange, Query query) throws IOException {
		exchange.plan(this.operation, 1);
		return exchange.readUnlessKnown(path(exchange), query);
	}

	/**
	 * To put pages together, some fields are needed whether the client wants them or not.
	 */
	private ReadAnswer large(Exchange exchange, Query query) throws IOException {
		Set<String> further = new TreeSet<>();
		Query complete = query;
		Optional<String> fields = query.get(FIELDS);
		if (fields.isPresent()) {
			further.addAll(NEEDED);
			further.removeAll(FieldsExpression.names(fields.get()));
			complete = further.isEmpty() ? query : query.with(FIELDS, fields.get() + "," + String.join(",", further));
		}
		ReadAnswer answer = new Pages(exchange, this.operation, path(exchange), complete, LARGEST_PAGE).read();
		if (further.isEmpty() || !(JsonBody.of(answer) instanceof ObjectNode page)) {
			return answer;
		}
		page.remove(further);
		return JsonBody.answer(page);
	}

	private static void relink(JsonNode page, String name, String fields) {
		String[] link = page.path(name).asString("").split("\\?", 2);
		if (link.length == 2) {
			((ObjectNode) page).put(name, link[0] + "?" + Query.of(link[1]).with(FIELDS, fields).written());
		}
	}

	private String path(Exchange exchange) {
		return "/v1/playlists/" + Ids.of(exchange.asked(), "playlist_id") + "/" + this.client.other().list();
	}

}
