package io.github.spotifygateway.journey;

import io.github.spotifygateway.simulator.SimulatedUser;

/**
 * The SDK with the gateway in place of Spotify, and one of its API tokens in place of an
 * access token.
 */
class SpotifySdkJourneyTests extends AbstractSpotifySdkTests {

	private static final Gateway GATEWAY = Gateway.shared();

	private static final String TOKEN = mintToken(GATEWAY.newBrowser());

	SpotifySdkJourneyTests() {
		super(GATEWAY.spotify(), GATEWAY.url(), TOKEN);
	}

	private static String mintToken(Browser browser) {
		String login = "/oauth2/authorization/spotify?scope=" + String.join(",", SCOPES);
		browser.get(browser.agree(browser.startLogin(login), SimulatedUser.ALICE));
		String wanted = "{\"name\":\"sdk\",\"scopes\":[\"read\",\"player\",\"library\",\"playlists\"]}";
		return Json.read(browser.call("POST", "/api/tokens", wanted)).get("token").asString();
	}

}
