package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One refresh for many callers on two nodes that share a database, against a Spotify that
 * revokes each refresh token when it gives the next.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractRefreshJourneyTests {

	private static final int CALLERS = 100;

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final ExecutorService callers = Executors.newFixedThreadPool(2 * CALLERS);

	private Gateway one;

	private Gateway two;

	private String token;

	/**
	 * Where the database is that both nodes share.
	 */
	abstract List<String> database();

	@BeforeAll
	void startTwoNodes() {
		List<String> settings = new ArrayList<>(database());
		settings.add("spotify-gateway.refresh.pause=5s");
		this.one = Gateway.start(this.spotify, settings.toArray(String[]::new));
		this.two = Gateway.start(this.spotify, settings.toArray(String[]::new));
	}

	@BeforeEach
	void signInAndLetTheTokenExpire() {
		this.spotify.reset();
		this.spotify.rotateRefreshTokens(true);
		this.one.database().sql("delete from connection").update();
		Browser browser = this.one.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		this.token = browser.mintToken();
		this.spotify.expireAccessTokens();
		expire(this.one);
		this.spotify.requests().clear();
	}

	@AfterAll
	void stop() {
		this.callers.shutdownNow();
		this.two.close();
		this.one.close();
		this.spotify.close();
	}

	@RepeatedTest(3)
	void allCallersOfBothNodesShareOneRefresh() {
		assertThat(statusesOfAllCallers()).containsOnly(200);
		assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
		assertThat(state()).isEqualTo("CONNECTED");
	}

	@Test
	void tokenThatSpotifyRefusesBeforeItsTimeIsRefreshedOnceForAll() {
		assertThat(statusesOfAllCallers()).containsOnly(200);
		this.spotify.expireAccessTokens();
		this.spotify.requests().clear();
		assertThat(statusesOfAllCallers()).containsOnly(200);
		assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
	}

	@Test
	void tokenThatSpotifyGoesOnRefusingCostsOneRefreshPerCall() {
		this.spotify.on("/v1/me").always(Fault.golden("error-401.json"));
		HttpResponse<String> response = this.one.newBrowser().get("/api/me", "Authorization", "Bearer " + this.token);
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(this.spotify.requests().to("/v1/me")).hasSize(2);
		assertThat(state()).isEqualTo("CONNECTED");
	}

	@Test
	void slowRefreshIsWaitedForAndNotRepeated() {
		this.spotify.on("/api/token").once(Fault.delay(Duration.ofSeconds(6)));
		assertThat(statusesOfAllCallers()).containsOnly(200);
		assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
	}

	@Test
	void endedGrantCostsOneTokenCallAndNoMore() {
		this.spotify.revoke(SimulatedUser.ALICE);
		assertThat(statusesOfAllCallers()).containsOnly(401);
		assertThat(statusesOfAllCallers()).containsOnly(401);
		assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
		assertThat(state()).isEqualTo("REAUTHORIZE");
	}

	@RepeatedTest(3)
	void failedTokenEndpointIsLeftAloneForAMomentAndTheGrantIsKept() {
		this.spotify.on("/api/token").always(Fault.status(503));
		assertThat(statusesOfAllCallers()).containsOnly(503);
		assertThat(statusesOfAllCallers()).containsOnly(503);
		assertThat(this.spotify.requests().to("/api/token")).hasSizeBetween(1, 2);
		assertThat(state()).isEqualTo("CONNECTED");
	}

	@Test
	void refreshThatEveryCallerGaveUpOnIsNotTakenForTheNextOne() {
		List<String> settings = new ArrayList<>(database());
		settings.add("spotify-gateway.refresh.patience=1s");
		try (Gateway hasty = Gateway.start(this.spotify, settings.toArray(String[]::new))) {
			Browser browser = hasty.newBrowser();
			browser.signIn(SimulatedUser.BOB);
			expire(hasty);
			this.spotify.on("/api/token").once(Fault.delay(Duration.ofSeconds(3)));
			assertThat(browser.get("/api/me").statusCode()).isEqualTo(503);
			await().until(() -> version(hasty) > 0);
			this.spotify.expireAccessTokens();
			expire(hasty);
			this.spotify.requests().clear();
			assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
			assertThat(this.spotify.requests().to("/v1/me")).hasSize(1);
		}
	}

	private static void expire(Gateway gateway) {
		gateway.database()
			.sql("update connection set access_issued_at = current_timestamp - interval '1' hour,"
					+ " access_expires_at = current_timestamp - interval '1' minute")
			.update();
	}

	private static long version(Gateway gateway) {
		return gateway.database()
			.sql("select version from connection where principal_name = ?")
			.param(SimulatedUser.BOB.accountId())
			.query(Long.class)
			.single();
	}

	private List<Integer> statusesOfAllCallers() {
		List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 2 * CALLERS)
			.mapToObj((caller) -> (caller % 2 == 0) ? this.one : this.two)
			.map((node) -> CompletableFuture.supplyAsync(() -> node.newBrowser()
				// no two are the same, so that no call is served by another
				.get("/v1/me?call=" + UUID.randomUUID(), "Authorization", "Bearer " + this.token), this.callers))
			.toList();
		return calls.stream().map((call) -> call.join().statusCode()).toList();
	}

	private String state() {
		return this.one.database().sql("select state from connection").query(String.class).single();
	}

}
