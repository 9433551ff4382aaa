package io.github.spotifygateway.simulator;

import java.util.Map;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get the User's Queue: what is playing and what comes next. It is empty, and not a 204,
 * when nothing plays.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-queue">Get the
 * User's Queue</a>
 */
final class QueueOperation implements LiveOperation {

	private final Map<SimulatedUser, SimulatedPlayer> players;

	QueueOperation(Map<SimulatedUser, SimulatedPlayer> players) {
		this.players = players;
	}

	@Override
	public String path() {
		return "/v1/me/player/queue";
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		ObjectNode body = JsonNodeFactory.instance.objectNode().putNull("currently_playing");
		body.putArray("queue");
		ObjectNode queue = this.players.get(grant.user()).with(Listening::queue);
		return (queue != null) ? queue : body;
	}

}
