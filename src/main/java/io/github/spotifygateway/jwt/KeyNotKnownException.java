package io.github.spotifygateway.jwt;

import java.time.Duration;

import com.nimbusds.jose.RemoteKeySourceException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the issuer has the key that a token names cannot be told for now.
 */
class KeyNotKnownException extends RemoteKeySourceException {

	private final Duration retryAfter;

	KeyNotKnownException(String message, Duration retryAfter, @Nullable Throwable cause) {
		super(message, cause);
		this.retryAfter = retryAfter;
	}

	/**
	 * When it can be told, at the earliest.
	 */
	Duration getRetryAfter() {
		return this.retryAfter;
	}

}
