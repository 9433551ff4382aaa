package io.github.spotifygateway.journey;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the log says after the start about the Spotify app.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartAdviceJourneyTests {

	private static final String CHECK = "spotify-gateway.doctor.check-at-start=true";

	private static final String WELL = "Spotify accepts this app";

	private static final String ADVISER = "doctor.StartupCheck";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	@AfterEach
	void stop() {
		this.spotify.close();
	}

	@Test
	void allIsWellInOneLine(CapturedOutput output) {
		try (Gateway gateway = Gateway.start(this.spotify, CHECK)) {
			await().untilAsserted(() -> assertThat(output.getOut()).contains(WELL));
			assertThat(advice(output)).hasSize(1);
			assertThat(gateway.spotify().requests().to("/api/token")).hasSize(1);
		}
	}

	@Test
	void nothingIsSaidOrAskedWhenThatIsNotWanted(CapturedOutput output) {
		Gateway.start(this.spotify).close();
		assertThat(advice(output)).isEmpty();
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@Test
	void wrongClientSecretIsSaidWithItsRemedyAndWithoutTheSecret(CapturedOutput output) {
		try (Gateway gateway = Gateway.start(this.spotify, CHECK,
				"spring.security.oauth2.client.registration.spotify.client-secret=not-the-secret")) {
			await().untilAsserted(() -> assertThat(output.getOut())
				.containsPattern("WARN .*client-credentials: Spotify refuses .*SPOTIFY_CLIENT_SECRET"));
			assertThat(advice(output)).hasSize(1);
			assertThat(output.getAll()).doesNotContain("not-the-secret");
			assertThat(gateway.newBrowser().get("/api/session").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void spotifyThatCannotBeReachedIsOneWarning(CapturedOutput output) {
		try (Gateway gateway = Gateway.start(this.spotify, CHECK,
				"spotify-gateway.accounts-url=http://127.0.0.1:" + FreePort.find())) {
			await().untilAsserted(() -> assertThat(output.getOut()).contains("client-credentials: "));
			assertThat(output.getOut().lines().filter((line) -> line.contains(" WARN "))).hasSize(1);
			assertThat(gateway.newBrowser().get("/api/session").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void slowSpotifyDoesNotDelayTheStart(CapturedOutput output) {
		this.spotify.on("/api/token").once(Fault.delay(Duration.ofSeconds(5)));
		try (Gateway gateway = Gateway.start(this.spotify, CHECK)) {
			assertThat(gateway.newBrowser().get("/api/session").statusCode()).isEqualTo(200);
			assertThat(advice(output)).isEmpty();
			await().untilAsserted(() -> assertThat(output.getOut()).contains(WELL));
		}
	}

	@Test
	void whatOtherRunsHaveLeftIsSaid(CapturedOutput output) {
		String database = "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		try (Gateway gateway = Gateway.start(this.spotify, database)) {
			Browser browser = gateway.newBrowser();
			browser.signIn(SimulatedUser.ALICE);
			gateway.database()
				.sql("update connection set reauthorize_by = current_timestamp + interval '5' day")
				.update();
			this.spotify.on("/v1/me").once(Fault.quotaExceeded(86_000));
			browser.get("/api/me");
		}
		assertThat(advice(output)).isEmpty();
		try (Gateway gateway = Gateway.start(this.spotify, CHECK, database)) {
			await().untilAsserted(() -> assertThat(advice(output)).hasSize(2));
			String advice = String.join("\n", advice(output));
			assertThat(advice).containsPattern("WARN .*quota: .* Wait ")
				.containsPattern("WARN .*reauthorizations: .*within 7 days: 1.*" + gateway.url())
				.doesNotContain(WELL, SimulatedUser.ALICE.accountId());
		}
	}

	private static List<String> advice(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(ADVISER)).toList();
	}

}
