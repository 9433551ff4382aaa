package io.github.spotifygateway.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whose a playlist is: the caller's, unless it is
 * {@link SpotifySimulator#PLAYLIST_OF_SOMEBODY_ELSE}.
 */
final class PlaylistOwner {

	private static final JsonMapper JSON = new JsonMapper();

	private PlaylistOwner() {
	}

	static boolean isCaller(String playlistId) {
		return !SpotifySimulator.PLAYLIST_OF_SOMEBODY_ELSE.equals(playlistId);
	}

	/**
	 * Names the owner wherever a golden body names Alice.
	 * @param body the body
	 * @param playlistId the playlist it is about
	 * @param caller who asks, {@code null} if the app does for itself
	 * @return the changed copy
	 */
	static ObjectNode name(ObjectNode body, String playlistId, @Nullable SimulatedUser caller) {
		String text = body.toString();
		String named = isCaller(playlistId) ? text.replace("alice", caller(caller))
				: text.replace("alice", "lewis").replace("Alice Liddell", "Lewis");
		return JSON.readValue(named, ObjectNode.class);
	}

	private static String caller(@Nullable SimulatedUser caller) {
		return (caller != null) ? caller.id() : SimulatedUser.ALICE.id();
	}

}
