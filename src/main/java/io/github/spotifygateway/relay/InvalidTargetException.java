package io.github.spotifygateway.relay;

/**
 * The path or the query of a call is not what can be sent on.
 */
class InvalidTargetException extends RuntimeException {

	InvalidTargetException(String message) {
		super(message);
	}

}
