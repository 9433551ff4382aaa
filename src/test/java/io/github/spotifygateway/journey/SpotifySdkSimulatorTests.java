package io.github.spotifygateway.journey;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;

/**
 * The SDK without the gateway, which shows that the simulated Spotify is one to it.
 */
class SpotifySdkSimulatorTests extends AbstractSpotifySdkTests {

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start();

	SpotifySdkSimulatorTests() {
		super(SPOTIFY, SPOTIFY.apiUrl(), SPOTIFY.issueAccessToken(SimulatedUser.ALICE, SCOPES.toArray(String[]::new)));
	}

	@AfterAll
	static void close() {
		SPOTIFY.close();
	}

}
