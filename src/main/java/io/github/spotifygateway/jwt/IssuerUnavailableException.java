package io.github.spotifygateway.jwt;

import java.time.Duration;

/**
 * The issuer has not told its keys yet, or not lately enough, so a token cannot be
 * checked.
 */
class IssuerUnavailableException extends RuntimeException {

	private final Duration retryAfter;

	IssuerUnavailableException(Duration retryAfter) {
		this.retryAfter = retryAfter;
	}

	/**
	 * When it may be asked again.
	 */
	Duration getRetryAfter() {
		return this.retryAfter;
	}

}
