package io.github.spotifygateway.spotify;

/**
 * The user did not grant a scope that a call needs. Spotify was not asked.
 */
public class InsufficientScopeException extends RuntimeException {

	private final String requiredScope;

	InsufficientScopeException(String requiredScope) {
		super("The grant lacks the scope [" + requiredScope + "]");
		this.requiredScope = requiredScope;
	}

	/**
	 * The scope to ask for.
	 * @return the scope
	 */
	public String getRequiredScope() {
		return this.requiredScope;
	}

}
