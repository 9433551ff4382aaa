package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

	private static final String TOTAL = "total";

	private static final int LARGEST_PAGE = 50;

	private static final int LARGEST_OLDER_PAGE = 100;

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		Query query = translated(exchange.asked().query());
		ReadAnswer answer = Pages.areNeeded(query, LARGEST_PAGE, LARGEST_OLDER_PAGE) ? large(exchange, query)
				: read(exchange, query);
		if (!Exchange.isGood(answer)) {
			return answer;
		}
		JsonNode page = JsonBody.of(answer);
		PlaylistNames.rename(page, this.client.other(), this.client);
		return ReadAnswer.of(answer, JsonBody.bytes(page));
	}

	private Query translated(Query query) {
		Optional<String> fields = query.get(FIELDS);
		return fields.isEmpty() ? query : query.with(FIELDS, FieldsExpression.rename(fields.get(),
				Map.of(List.of("items", this.client.entry()), this.client.other().entry())));
	}

	private ReadAnswer read(Exchange exchange, Query query) throws IOException {
		exchange.plan(this.operation, 1);
		return exchange.read(path(exchange), query);
	}

	/**
	 * The end of the list has to be known, whatever fields the client wants.
	 */
	private ReadAnswer large(Exchange exchange, Query query) throws IOException {
		Optional<String> withoutTotal = query.get(FIELDS).filter((fields) -> !fields.contains(TOTAL));
		Query complete = withoutTotal.isEmpty() ? query : query.with(FIELDS, withoutTotal.get() + "," + TOTAL);
		ReadAnswer answer = new Pages(exchange, this.operation, path(exchange), complete, LARGEST_PAGE).read();
		if (withoutTotal.isEmpty() || !Exchange.isGood(answer) || !(JsonBody.of(answer) instanceof ObjectNode page)) {
			return answer;
		}
		page.remove(TOTAL);
		return JsonBody.answer(page);
	}

	private String path(Exchange exchange) {
		return "/v1/playlists/" + Ids.of(exchange.asked(), "playlist_id") + "/" + this.client.other().list();
	}

}
