package io.github.spotifygateway.access;

/**
 * The caller has used up an allowance.
 */
class TooOftenException extends RuntimeException {

	private final long retryAfterSeconds;

	TooOftenException(long retryAfterSeconds) {
		this.retryAfterSeconds = retryAfterSeconds;
	}

	/**
	 * When it may try again, in seconds from now.
	 */
	long getRetryAfterSeconds() {
		return this.retryAfterSeconds;
	}

}
