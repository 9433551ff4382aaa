package io.github.spotifygateway.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.journey.GatewayProcess;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The disk under a node with the database it has by default, an H2 file, is full: no file
 * of the process can grow.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DiskFullFaultsIT {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final Path database;

	private final GatewayProcess gateway;

	DiskFullFaultsIT(@TempDir Path directory) {
		this.database = directory.resolve("data/spotify-gateway.mv.db");
		this.gateway = new GatewayProcess(directory, this.spotify, List.of());
	}

	@BeforeAll
	void start() {
		this.gateway.start();
		this.gateway.awaitReady();
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void fullDiskIsAnsweredWith503LosesNothingAcknowledgedAndHealsByItself() throws Exception {
		List<Browser> signedIn = new ArrayList<>();
		assertThat(signIn(signedIn)).isEqualTo(303);
		this.gateway.limitFileSize(Files.size(this.database));
		assertThat(signInUntilRefused(signedIn)).isEqualTo(503);
		assertThat(this.gateway.newBrowser().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(signedIn.get(0).get("/api/me").statusCode()).isIn(200, 503);
		this.gateway.limitFileSize(Long.MAX_VALUE);
		await().atMost(Duration.ofSeconds(30)).until(() -> signIn(signedIn) == 303);
		Figures.print("full disk, on H2", "acknowledged %d logins".formatted(signedIn.size()));
		assertThat(signedIn).allMatch((browser) -> browser.get("/api/me").statusCode() == 200);
	}

	private int signInUntilRefused(List<Browser> signedIn) {
		int status = signIn(signedIn);
		while (status == 303) {
			status = signIn(signedIn);
		}
		return status;
	}

	private int signIn(List<Browser> signedIn) {
		Browser browser = this.gateway.newBrowser();
		int status = browser.signIn(SimulatedUser.ALICE).statusCode();
		if (status == 303) {
			signedIn.add(browser);
		}
		return status;
	}

}
