package io.github.spotifygateway.faults;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.journey.GatewayProcess;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node with the database it has by default, an H2 file, is killed while it writes.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SingleNodeKillFaultsIT {

	private static final String PATH = "/api/me/connection";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);

	private final GatewayProcess gateway;

	SingleNodeKillFaultsIT(@TempDir Path directory) {
		this.gateway = new GatewayProcess(directory, this.spotify, List.of());
	}

	@BeforeAll
	void start() {
		this.gateway.start();
		this.gateway.awaitReady();
	}

	@AfterAll
	void stop() {
		this.threads.shutdownNow();
		this.gateway.close();
		this.spotify.close();
	}

	@ParameterizedTest(name = "kill {0}")
	@MethodSource("io.github.spotifygateway.faults.Extent#singleNodeKills")
	void killLosesNothingThatWasAcknowledged(int kill) throws Exception {
		TokenOwner owner = new TokenOwner(signedInBrowser(SimulatedUser.ALICE));
		owner.make();
		List<Browser> signedIn = new ArrayList<>();
		signedIn.add(signedInBrowser(SimulatedUser.BOB));
		Future<?> tokens = this.threads.submit(owner::makeAndRevokeUntilTheGatewayIsGone);
		Future<?> logins = this.threads.submit(() -> signInUntilTheGatewayIsGone(signedIn));
		killAtRandomInstant();
		this.gateway.start();
		this.gateway.awaitReady();
		tokens.get();
		logins.get();
		Figures.print("kill %d of the only node, on H2".formatted(kill),
				"acknowledged %d live tokens, %d revoked tokens, %d logins".formatted(owner.live().size(),
						owner.revoked().size(), signedIn.size()));
		assertThat(owner.live()).allMatch((token) -> status(token) == 200);
		assertThat(owner.revoked()).allMatch((token) -> status(token) == 401);
		assertThat(signedIn).allMatch((visitor) -> visitor.get(PATH).statusCode() == 200);
	}

	@AfterEach
	void disconnect() {
		Browser browser = signedInBrowser(SimulatedUser.ALICE);
		assertThat(browser.call("DELETE", PATH, null).statusCode()).isEqualTo(204);
	}

	private void killAtRandomInstant() throws Exception {
		long millis = ThreadLocalRandom.current().nextLong(1000, 3000);
		this.threads.schedule(this.gateway::kill, millis, TimeUnit.MILLISECONDS).get();
	}

	private Browser signedInBrowser(SimulatedUser user) {
		Browser browser = this.gateway.newBrowser();
		assertThat(browser.signIn(user).statusCode()).isEqualTo(303);
		return browser;
	}

	private void signInUntilTheGatewayIsGone(List<Browser> signedIn) {
		try {
			while (true) {
				signedIn.add(signedInBrowser(SimulatedUser.BOB));
			}
		}
		catch (UncheckedIOException ex) {
			// it is gone, and nobody knows what became of the last login
		}
	}

	private int status(String token) {
		return this.gateway.newBrowser().get(PATH, "Authorization", "Bearer " + token).statusCode();
	}

}
