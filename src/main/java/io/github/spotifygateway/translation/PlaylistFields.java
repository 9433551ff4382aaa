package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.BegunAnswer;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads a playlist for a client that names what it wants of the entries as one generation
 * does. Of an app of the other one they are asked for as that names them; as long as the
 * kind of app is not known, when the first answer has none of them.
 *
 * @param operation reads the playlist
 */
record PlaylistFields(WebApiOperation operation) implements Translation {

	private static final String FIELDS = "fields";

	@Override
	public boolean concerns(WebApiCall call) {
		return !HttpMethod.HEAD.equals(call.method()) && client(Query.of(call)).isPresent();
	}

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		Generation client = client(Query.of(exchange.asked())).orElseThrow();
		if (Generation.of(exchange.kind()).filter(client.other()::equals).isPresent()) {
			return readOther(exchange, client);
		}
		ClientHttpResponse first = BegunAnswer.read(exchange.tryAsAsked(), Exchange.LARGEST);
		if (!(first instanceof ReadAnswer answer) || !first.getStatusCode().isSameCodeAs(HttpStatus.OK)
				|| JsonBody.of(answer).has(client.list()) || Generation.of(exchange.kind()).isPresent()) {
			return first;
		}
		return readOther(exchange, client);
	}

	/**
	 * Read it as the other generation names it.
	 */
	private ReadAnswer readOther(Exchange exchange, Generation client) throws IOException {
		WebApiCall asked = exchange.asked();
		exchange.plan(this.operation, 1);
		ReadAnswer other = exchange.readUnlessKnown(asked.target().path(), translated(Query.of(asked), client));
		if (!(JsonBody.of(other) instanceof ObjectNode playlist) || !playlist.has(client.other().list())) {
			return other;
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
		return Arrays.stream(Generation.values())
			.filter((generation) -> query.has(FIELDS, (fields) -> names(fields, generation)))
			.findFirst();
	}

	private static boolean names(String fields, Generation generation) {
		return !FieldsExpression.rename(fields, Map.of(List.of(generation.list()), "")).equals(fields);
	}

	private static Query translated(Query query, Generation client) {
		Generation app = client.other();
		return query.with(FIELDS, FieldsExpression.rename(query.get(FIELDS).orElseThrow(), Map
			.of(List.of(client.list()), app.list(), List.of(client.list(), "items", client.entry()), app.entry())));
	}

}
