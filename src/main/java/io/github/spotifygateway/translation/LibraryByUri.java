package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.List;

import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Saves, removes or checks things of one type, by their ids.
 */
final class LibraryByUri implements Translation {

	private final WebApiOperation library;

	private final String type;

	private final int mostIds;

	/**
	 * Create it.
	 * @param library does the same by URI
	 * @param type the type in the URIs
	 * @param mostIds how many a client may name
	 */
	LibraryByUri(WebApiOperation library, String type, int mostIds) {
		this.library = library;
		this.type = type;
		this.mostIds = mostIds;
	}

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		List<String> uris = Ids.of(exchange.asked(), this.mostIds)
			.stream()
			.map((id) -> "spotify:" + this.type + ":" + id)
			.toList();
		return LibraryCalls.call(exchange, this.library, uris);
	}

}
