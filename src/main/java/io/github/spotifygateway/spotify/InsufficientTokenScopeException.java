package io.github.spotifygateway.spotify;

/**
 * An API token was not made for what is asked with it.
 */
public class InsufficientTokenScopeException extends RuntimeException {

	private final String requiredScope;

	InsufficientTokenScopeException(String requiredScope) {
		super("The API token lacks the scope [" + requiredScope + "]");
		this.requiredScope = requiredScope;
	}

	String getRequiredScope() {
		return this.requiredScope;
	}

}
