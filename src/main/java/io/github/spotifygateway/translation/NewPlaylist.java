package io.github.spotifygateway.translation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.util.UriUtils;

/**
 * Makes a playlist under the user's id.
 *
 * @param operation makes it
 * @param ownProfile tells the id
 */
record NewPlaylist(WebApiOperation operation, OwnProfile ownProfile) implements Translation {

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		String id = UriUtils.encode(this.ownProfile.id(exchange), StandardCharsets.UTF_8);
		exchange.plan(this.operation, 1);
		return exchange.send(this.operation.method(), this.operation.path().replace("{user_id}", id), Query.NONE,
				exchange.asked().body());
	}

}
