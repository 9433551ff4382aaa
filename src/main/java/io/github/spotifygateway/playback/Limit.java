package io.github.spotifygateway.playback;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How many items a page has at most.
 */
final class Limit {

	private static final int MOST = 50;

	private static final int DEFAULT = 20;

	private static final Pattern NUMBER = Pattern.compile("[1-9]\\d?");

	private Limit() {
	}

	/**
	 * Read what a caller sent.
	 * @param text the parameter, {@code null} if there is none
	 * @return the limit, from 1 to 50
	 * @throws InvalidParameterException if it is not in that range
	 */
	static int read(@Nullable String text) {
		if (text == null) {
			return DEFAULT;
		}
		if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > MOST) {
			throw new InvalidParameterException("limit", "a whole number from 1 to " + MOST);
		}
		return Integer.parseInt(text);
	}

}
