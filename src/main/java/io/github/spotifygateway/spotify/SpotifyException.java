package io.github.spotifygateway.spotify;

import java.io.InterruptedIOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;

/**
 * A call to the Web API that Spotify did not answer as wanted. Says what that means;
 * nothing of Spotify's body is in its message.
 */
public class SpotifyException extends RuntimeException {

	private final SpotifyError error;

	private final @Nullable Duration retryAfter;

	SpotifyException(SpotifyError error, @Nullable Duration retryAfter, @Nullable Throwable cause) {
		super("Spotify's Web API answered with an error [" + error + "]", cause);
		this.error = error;
		this.retryAfter = retryAfter;
	}

	/**
	 * Say what an answer means that is not passed on.
	 * @param error its meaning
	 * @return the exception to throw
	 */
	public static SpotifyException of(SpotifyError error) {
		return new SpotifyException(error, null, null);
	}

	/**
	 * Say what a failed call means: no answer, a late one, or one that cannot be read.
	 * @param ex the exception of the HTTP client
	 * @return the exception to throw instead
	 */
	public static SpotifyException of(RestClientException ex) {
		if (!(ex instanceof ResourceAccessException)) {
			return new SpotifyException(SpotifyError.INVALID_ANSWER, null, ex);
		}
		boolean timedOut = ex.getCause() instanceof InterruptedIOException;
		return new SpotifyException(timedOut ? SpotifyError.TIMED_OUT : SpotifyError.UNAVAILABLE, null, ex);
	}

	/**
	 * What the error means.
	 * @return its meaning
	 */
	public SpotifyError getError() {
		return this.error;
	}

	/**
	 * Whether Spotify takes no such calls for now.
	 * @return {@code true} for its rate limit and its quota
	 */
	public boolean isCoolDown() {
		return this.error == SpotifyError.RATE_LIMITED || this.error == SpotifyError.QUOTA_EXCEEDED;
	}

	/**
	 * When Spotify wants to be asked again.
	 * @return the time from now on, if Spotify said it
	 */
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

}
