package io.github.spotifygateway.playback;

import java.util.Arrays;
import java.util.Locale;

/**
 * Over which time Spotify reckons what a user likes best.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-users-top-artists-and-tracks">
 * Spotify, Get User's Top Items</a>
 */
enum TimeRange {

	/** About four weeks. */
	SHORT_TERM,
	/** About six months. */
	MEDIUM_TERM,
	/** About a year. */
	LONG_TERM;

	/**
	 * Read what a caller sent.
	 * @param text one of Spotify's words
	 * @throws InvalidParameterException if it is none
	 */
	static TimeRange read(String text) {
		return Arrays.stream(values())
			.filter((range) -> range.value().equals(text))
			.findFirst()
			.orElseThrow(() -> new InvalidParameterException("timeRange", "short_term, medium_term or long_term"));
	}

	/**
	 * Spotify's word for it.
	 */
	String value() {
		return name().toLowerCase(Locale.ROOT);
	}

}
