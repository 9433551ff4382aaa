package io.github.spotifygateway.translation;

import java.io.IOException;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.WebApiOperation;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Adds, moves, replaces or removes entries of a playlist in one generation for a client
 * of the other. Both name them alike, except in a removal.
 *
 * @param operation does it
 * @param client the client's generation
 */
record PlaylistChange(WebApiOperation operation, Generation client) implements Translation {

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		WebApiCall asked = exchange.asked();
		String path = "/v1/playlists/" + Ids.of(asked, "playlist_id") + "/" + this.client.other().list();
		byte[] body = HttpMethod.DELETE.equals(this.operation.method()) ? removal(asked) : asked.body();
		exchange.plan(this.operation, 1);
		return exchange.send(this.operation.method(), path, Query.of(asked), body);
	}

	private byte[] removal(WebApiCall asked) {
		ObjectNode body = JsonBody.of(asked);
		if (!body.has(this.client.list())) {
			throw TranslationException.invalid("Missing required field: " + this.client.list() + ".");
		}
		body.set(this.client.other().list(), body.remove(this.client.list()));
		return JsonBody.bytes(body);
	}

}
