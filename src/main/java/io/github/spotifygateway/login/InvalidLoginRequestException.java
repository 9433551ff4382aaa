package io.github.spotifygateway.login;

/**
 * A request to start a login that asks for something the gateway does not do.
 */
class InvalidLoginRequestException extends RuntimeException {

	InvalidLoginRequestException(String message) {
		super(message);
	}

}
