package io.github.spotifygateway.translation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;
import io.github.spotifygateway.spotify.WebApiOperation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.util.UriUtils;

/**
 * The profile of the user whose grant a call is made with, at Spotify.
 */
final class OwnProfile {

	private static final String ID = "id";

	private final WebApiOperation profile;

	OwnProfile(WebApiOperation profile) {
		this.profile = profile;
	}

	/**
	 * Read it.
	 * @throws SpotifyException if Spotify does not tell whose it is
	 */
	ObjectNode read(Exchange exchange) throws IOException {
		exchange.plan(this.profile, 1);
		JsonNode answer = JsonBody.of(exchange.read(this.profile.path(), Query.NONE));
		if (answer instanceof ObjectNode known && known.path(ID).isString()) {
			return known;
		}
		throw SpotifyException.of(SpotifyError.INVALID_ANSWER);
	}

	/**
	 * The user's id at Spotify.
	 */
	String id(Exchange exchange) throws IOException {
		return read(exchange).path(ID).asString();
	}

	/**
	 * Demand that the user in the path is the one whose grant it is.
	 * @return the profile
	 * @throws TranslationException if it is somebody else
	 */
	ObjectNode requireUser(Exchange exchange) throws IOException {
		return require(exchange, UriUtils.decode(exchange.asked().variable("user_id"), StandardCharsets.UTF_8));
	}

	/**
	 * Demand that an id is the user's own: of others Spotify tells nothing any more.
	 * @return the profile
	 * @throws TranslationException if it is somebody else's
	 */
	ObjectNode require(Exchange exchange, String userId) throws IOException {
		ObjectNode own = read(exchange);
		if (!own.path(ID).asString().equals(userId)) {
			throw TranslationException.withoutEquivalent("Spotify offers this for the user's own id only.");
		}
		return own;
	}

}
