package io.github.spotifygateway.translation;

import java.io.IOException;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads pages as large as older apps may ask for. Who names no size gets Spotify's own.
 *
 * @param operation reads them
 * @param largest how many items a new app gets at once
 * @param most how many an older one does
 */
record LargePages(WebApiOperation operation, int largest, int most) implements Translation {

	@Override
	public boolean concerns(WebApiCall call) {
		return Pages.areNeeded(Query.of(call), this.largest, this.most);
	}

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		WebApiCall asked = exchange.asked();
		return new Pages(exchange, this.operation, asked.target().path(), Query.of(asked), this.largest).read();
	}

}
