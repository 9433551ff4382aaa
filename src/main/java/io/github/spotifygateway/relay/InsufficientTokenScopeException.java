package io.github.spotifygateway.relay;

/**
 * An API token was not made for what is asked with it.
 */
class InsufficientTokenScopeException extends RuntimeException {

	private final String requiredScope;

	InsufficientTokenScopeException(String requiredScope) {
		super("The API token lacks the scope [" + requiredScope + "]");
		this.requiredScope = requiredScope;
	}

	String getRequiredScope() {
		return this.requiredScope;
	}

}
