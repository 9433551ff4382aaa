package io.github.spotifygateway.web;

/**
 * The caller has used up an allowance.
 */
public class TooOftenException extends RuntimeException {

	private final long retryAfterSeconds;

	TooOftenException(long retryAfterSeconds) {
		this.retryAfterSeconds = retryAfterSeconds;
	}

	/**
	 * When it may try again.
	 * @return seconds from now
	 */
	public long getRetryAfterSeconds() {
		return this.retryAfterSeconds;
	}

}
