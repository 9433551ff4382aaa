package io.github.spotifygateway.spotify;

import java.util.List;

/**
 * The user did not grant what a call needs. Spotify was not asked.
 */
public class InsufficientScopeException extends RuntimeException {

	private final List<String> requiredScopes;

	InsufficientScopeException(List<String> requiredScopes) {
		super("The grant lacks " + requiredScopes);
		this.requiredScopes = List.copyOf(requiredScopes);
	}

	/**
	 * The scopes to ask for.
	 * @return the scopes, at least one
	 */
	public List<String> getRequiredScopes() {
		return this.requiredScopes;
	}

}
