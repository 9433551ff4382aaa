package io.github.spotifygateway.simulator;

import java.util.Locale;

/**
 * Which apps have an operation.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/references/changes/february-2026">Changes
 * of February 2026</a>
 */
enum Availability {

	/** Every app has it. */
	ALWAYS,

	/** It came in February 2026. */
	ADDED,

	/** Apps created in Development Mode since February 2026 do not have it. */
	REMOVED,

	/** Apps in Development Mode do not have it, since November 2024. */
	RESTRICTED;

	static Availability of(String word) {
		return "-".equals(word) ? ALWAYS : valueOf(word.toUpperCase(Locale.ROOT));
	}

}
