package io.github.spotifygateway.spotify;

/**
 * Learns that a user told the player something, through whichever door.
 */
@FunctionalInterface
public interface PlayerCommandObserver {

	/**
	 * Take note of a command that Spotify took. Called on the thread of the caller; must
	 * not fail.
	 * @param principalName the user, as Spring Security names the principal
	 */
	void commanded(String principalName);

}
