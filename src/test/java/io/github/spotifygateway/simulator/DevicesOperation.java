package io.github.spotifygateway.simulator;

import java.util.Map;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get Available Devices: the one that plays, or could, and a car that tells nothing of
 * itself.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-a-users-available-devices">Get
 * Available Devices</a>
 */
final class DevicesOperation implements LiveOperation {

	private final Map<SimulatedUser, SimulatedPlayer> players;

	DevicesOperation(Map<SimulatedUser, SimulatedPlayer> players) {
		this.players = players;
	}

	@Override
	public String path() {
		return "/v1/me/player/devices";
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		ObjectNode body = (ObjectNode) GoldenBody.composed("api/devices.json");
		ArrayNode devices = (ArrayNode) body.path("devices");
		ObjectNode active = this.players.get(grant.user()).with(Listening::device);
		if (active != null) {
			devices.set(0, active);
		}
		else {
			((ObjectNode) devices.get(0)).put("is_active", false);
		}
		return body;
	}

}
