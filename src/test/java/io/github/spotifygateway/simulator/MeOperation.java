package io.github.spotifygateway.simulator;

import java.util.List;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get Current User's Profile. It needs no scope; scopes only add fields, and none of them
 * for an app in the new Development Mode.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile">Get
 * Current User's Profile</a>
 */
final class MeOperation implements LiveOperation {

	private final RegisteredApp app;

	MeOperation(RegisteredApp app) {
		this.app = app;
	}

	@Override
	public String path() {
		return "/v1/me";
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		if (this.app.isNewDevelopmentMode()) {
			return profile("me-development-mode.json", grant.user());
		}
		ObjectNode profile = profile("me.json", grant.user());
		addEmail(profile, grant);
		addSubscription(profile, grant);
		return profile;
	}

	private static ObjectNode profile(String golden, SimulatedUser user) {
		ObjectNode profile = GoldenBody.object(golden);
		profile.put("id", user.id())
			.put("account_id", user.accountId())
			.put("display_name", user.displayName())
			.put("href", "https://api.spotify.com/v1/users/" + user.id())
			.put("uri", "spotify:user:" + user.id());
		profile.withObject("external_urls").put("spotify", "https://open.spotify.com/user/" + user.id());
		if (!user.hasImages()) {
			profile.putArray("images");
		}
		return profile;
	}

	private static void addEmail(ObjectNode profile, Grant grant) {
		if (grant.includes(Scope.USER_READ_EMAIL)) {
			profile.put("email", grant.user().email());
		}
		else {
			profile.remove("email");
		}
	}

	private static void addSubscription(ObjectNode profile, Grant grant) {
		if (grant.includes(Scope.USER_READ_PRIVATE)) {
			profile.put("country", grant.user().country()).put("product", grant.user().product());
		}
		else {
			profile.remove(List.of("country", "product", "explicit_content"));
		}
	}

}
