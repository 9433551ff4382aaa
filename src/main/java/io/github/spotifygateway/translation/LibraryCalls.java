package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.List;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.node.ArrayNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Calls of the one library that holds everything, by URI.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/save-library-items">Spotify,
 * Save Items to Library</a>
 */
final class LibraryCalls {

	private static final int MOST_URIS = 40;

	private static final String URIS = "uris";

	private LibraryCalls() {
	}

	/**
	 * Save, remove or check.
	 * @param exchange the exchange
	 * @param operation which of them
	 * @param uris what
	 * @return for a check an array, in the order of the URIs; else an empty answer
	 */
	static ClientHttpResponse call(Exchange exchange, WebApiOperation operation, List<String> uris) throws IOException {
		int calls = (uris.size() + MOST_URIS - 1) / MOST_URIS;
		exchange.plan(operation, calls);
		ArrayNode checked = JsonBody.object().arrayNode();
		for (int begin = 0; begin < uris.size(); begin += MOST_URIS) {
			List<String> some = uris.subList(begin, Math.min(begin + MOST_URIS, uris.size()));
			ReadAnswer answer = exchange.call(operation.method(), operation.path(),
					Query.NONE.with(URIS, String.join(",", some)));
			if (operation.isRead()) {
				JsonBody.of(answer).forEach(checked::add);
			}
		}
		return operation.isRead() ? JsonBody.answer(checked) : done(exchange.asked());
	}

	/**
	 * What Spotify answers to a change that has been made.
	 */
	static ClientHttpResponse done(WebApiCall asked) {
		HttpStatus status = asked.operation().path().equals("/v1/me/following") ? HttpStatus.NO_CONTENT : HttpStatus.OK;
		return ReadAnswer.of(status, new HttpHeaders(), new byte[0]);
	}

}
