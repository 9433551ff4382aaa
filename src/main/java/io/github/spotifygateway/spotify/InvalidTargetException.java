package io.github.spotifygateway.spotify;

/**
 * The path or the query of a call is not what can be sent on.
 */
public class InvalidTargetException extends RuntimeException {

	InvalidTargetException(String message) {
		super(message);
	}

}
