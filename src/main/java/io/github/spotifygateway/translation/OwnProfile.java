package io.github.spotifygateway.translation;

import java.io.IOException;

import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.databind.JsonNode;

/**
 * The profile of the user whose grant a call is made with, at Spotify.
 */
final class OwnProfile {

	private final WebApiOperation profile;

	OwnProfile(WebApiOperation profile) {
		this.profile = profile;
	}

	/**
	 * Read it.
	 */
	ReadAnswer read(Exchange exchange) throws IOException {
		exchange.plan(this.profile, 1);
		return exchange.read(this.profile.path(), Query.NONE);
	}

	/**
	 * The user's id at Spotify.
	 * @throws SpotifyException if Spotify does not tell
	 */
	String id(Exchange exchange) throws IOException {
		ReadAnswer answer = read(exchange);
		JsonNode id = Exchange.isGood(answer) ? JsonBody.of(answer).path("id") : JsonBody.object().nullNode();
		if (!id.isString()) {
			throw SpotifyException.of(SpotifyError.INVALID_ANSWER);
		}
		return id.asString();
	}

	/**
	 * Demand that an id is the user's own: of others Spotify tells nothing any more.
	 * @throws TranslationException if it is somebody else's
	 */
	void require(Exchange exchange, String userId) throws IOException {
		if (!id(exchange).equals(userId)) {
			throw notOwn();
		}
	}

	static TranslationException notOwn() {
		return TranslationException.withoutEquivalent("Spotify offers this for the user's own id only.");
	}

}
