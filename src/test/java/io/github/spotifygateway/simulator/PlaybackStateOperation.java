package io.github.spotifygateway.simulator;

import java.util.Map;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get Playback State: what is playing, and on which device.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-information-about-the-users-current-playback">Get
 * Playback State</a>
 */
final class PlaybackStateOperation implements LiveOperation {

	private final Map<SimulatedUser, SimulatedPlayer> players;

	PlaybackStateOperation(Map<SimulatedUser, SimulatedPlayer> players) {
		this.players = players;
	}

	@Override
	public String path() {
		return "/v1/me/player";
	}

	@Override
	public @Nullable ObjectNode answer(Request request, Grant grant) {
		ObjectNode body = this.players.get(grant.user()).with(Listening::state);
		return (body != null) ? CurrentlyPlayingOperation.withItemFor(request, body) : null;
	}

}
