package io.github.spotifygateway.spotify;

import java.time.Duration;

/**
 * A caller has used up its share of the calls to Spotify. Spotify was not asked.
 */
public class CallerLimitException extends RuntimeException {

	private final Duration retryAfter;

	CallerLimitException(Duration retryAfter) {
		super("The caller has used up its share of the calls to Spotify");
		this.retryAfter = retryAfter;
	}

	/**
	 * When the caller has a call left.
	 * @return the time from now on
	 */
	public Duration getRetryAfter() {
		return this.retryAfter;
	}

}
