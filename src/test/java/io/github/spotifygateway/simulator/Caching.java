package io.github.spotifygateway.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What an answer says about caching.
 *
 * @param control the value of {@code Cache-Control}, {@code null} to say nothing
 * @param tagged whether there is an {@code ETag}
 */
record Caching(@Nullable String control, boolean tagged) {

	static Caching of(String text) {
		boolean tagged = text.endsWith(",etag");
		if (text.startsWith("public")) {
			return new Caching("public, max-age=120", tagged);
		}
		return new Caching(text.startsWith("private") ? "private, max-age=0" : null, tagged);
	}

}
