package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.BegunAnswer;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads a playlist for a client that names what it wants of the entries as one generation
 * does. When the answer has none of them, they are asked for as the other one names them.
 *
 * @param operation reads the playlist
 */
record PlaylistFields(WebApiOperation operation) implements Translation {

	private static final String FIELDS = "fields";

	@Override
	public boolean concerns(WebApiCall call) {
		return !HttpMethod.HEAD.equals(call.method()) && client(call.query()).isPresent();
	}

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		WebApiCall asked = exchange.asked();
		Generation client = client(asked.query()).orElseThrow();
		ClientHttpResponse first = BegunAnswer.read(exchange.tryAsAsked(), Exchange.LARGEST);
		if (!(first instanceof ReadAnswer answer) || !Exchange.isGood(answer)
				|| JsonBody.of(answer).has(client.list())) {
			return first;
		}
		exchange.plan(this.operation, 1);
		ReadAnswer other = exchange.read(asked.target().path(), translated(asked.query(), client));
		if (!Exchange.isGood(other) || !(JsonBody.of(other) instanceof ObjectNode playlist)
				|| !playlist.has(client.other().list())) {
			return first;
		}
		JsonNode page = playlist.remove(client.other().list());
		PlaylistNames.rename(page, client.other(), client);
		playlist.set(client.list(), page);
		return ReadAnswer.of(other, JsonBody.bytes(playlist));
	}

	/**
	 * The generation that names the entries of a playlist as a client does.
	 */
	private static Optional<Generation> client(Query query) {
		Optional<String> fields = query.get(FIELDS);
		for (Generation generation : Generation.values()) {
			if (fields.isPresent() && !FieldsExpression.rename(fields.get(), Map.of(List.of(generation.list()), ""))
				.equals(fields.get())) {
				return Optional.of(generation);
			}
		}
		return Optional.empty();
	}

	private static Query translated(Query query, Generation client) {
		Generation app = client.other();
		return query.with(FIELDS, FieldsExpression.rename(query.get(FIELDS).orElseThrow(), Map
			.of(List.of(client.list()), app.list(), List.of(client.list(), "items", client.entry()), app.entry())));
	}

}
