package io.github.spotifygateway.playback;

/**
 * A parameter of a list has a value it cannot have.
 */
class InvalidParameterException extends RuntimeException {

	private final String parameter;

	InvalidParameterException(String parameter, String requirement) {
		super("The parameter " + parameter + " must be " + requirement + ".");
		this.parameter = parameter;
	}

	String getParameter() {
		return this.parameter;
	}

}
