package io.github.spotifygateway.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get User's Profile: what everybody may see of somebody. Who is not a
 * {@link SimulatedUser} looks like Alice.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-users-profile">Get
 * User's Profile</a>
 */
final class UserOperation implements LiveOperation {

	@Override
	public String path() {
		return "/v1/users/{user_id}";
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		String id = URLDecoder.decode(PathTemplate.of(path()).variable(Endpoint.path(request)), StandardCharsets.UTF_8);
		ObjectNode profile = (ObjectNode) GoldenBody.composed("api/user.json");
		Arrays.stream(SimulatedUser.values())
			.filter((user) -> user.id().equals(id))
			.forEach((user) -> identify(profile, user));
		return profile;
	}

	private static void identify(ObjectNode profile, SimulatedUser user) {
		profile.put("id", user.id())
			.put("display_name", user.displayName())
			.put("href", "https://api.spotify.com/v1/users/" + user.id())
			.put("uri", "spotify:user:" + user.id());
		profile.withObject("external_urls").put("spotify", "https://open.spotify.com/user/" + user.id());
		if (!user.hasImages()) {
			profile.putArray("images");
		}
	}

}
