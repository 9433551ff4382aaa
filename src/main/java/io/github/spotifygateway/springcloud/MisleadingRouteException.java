package io.github.spotifygateway.springcloud;

/**
 * A route would take an access token to another place than Spotify's Web API.
 */
class MisleadingRouteException extends RuntimeException {

	private final String remedy;

	MisleadingRouteException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	String getRemedy() {
		return this.remedy;
	}

}
