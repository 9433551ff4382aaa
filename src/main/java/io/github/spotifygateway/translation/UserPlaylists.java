package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;

import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads the playlists of a user, or makes a new one among them, if it is the user whose
 * grant it is.
 *
 * @param playlists reads or makes them
 * @param ownProfile tells whose they are
 */
record UserPlaylists(WebApiOperation playlists, OwnProfile ownProfile) implements Translation {

	private static final List<String> LINKS = List.of("href", "next", "previous");

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		this.ownProfile.requireUser(exchange);
		exchange.plan(this.playlists, 1);
		Query query = Query.of(exchange.asked());
		if (!this.playlists.isRead()) {
			return exchange.send(this.playlists.method(), this.playlists.path(), query, exchange.asked().body());
		}
		ReadAnswer answer = exchange.readUnlessKnown(this.playlists.path(), query);
		JsonNode page = JsonBody.of(answer);
		LINKS.forEach((name) -> relink(page, name, exchange.asked().target().path()));
		return ReadAnswer.of(answer, JsonBody.bytes(page));
	}

	private void relink(JsonNode page, String name, String path) {
		if (page.path(name).isString()) {
			String link = page.path(name).asString();
			((ObjectNode) page).put(name,
					link.replaceFirst(this.playlists.path() + "(?=\\?|$)", Matcher.quoteReplacement(path)));
		}
	}

}
