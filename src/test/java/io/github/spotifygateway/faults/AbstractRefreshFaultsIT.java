package io.github.spotifygateway.faults;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One expired access token and many callers on two nodes, against a Spotify that revokes
 * each refresh token when it gives the next: one call of the token endpoint serves them
 * all, whatever happens meanwhile.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractRefreshFaultsIT {

	private static final int LOST_ONE_IN = 10;

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private String token = "";

	final SpotifySimulator spotify() {
		return this.spotify;
	}

	abstract List<URI> nodes();

	abstract Browser newBrowser();

	abstract StoredGrants grants();

	abstract String where();

	@BeforeEach
	void signInAndLetTheTokenExpire() {
		this.spotify.reset();
		this.spotify.rotateRefreshTokens(true);
		grants().delete();
		Browser browser = newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		this.token = browser.mintToken();
		expire();
		this.spotify.requests().clear();
	}

	@AfterAll
	void stopSpotify() {
		this.spotify.close();
	}

	@ParameterizedTest(name = "round {0}")
	@MethodSource("io.github.spotifygateway.faults.Extent#rounds")
	void allCallersOfBothNodesShareOneRefresh(int round) {
		assertOneRefreshServesAll(figures(callAtOnce(Extent.CALLERS)).print(load("expired token", round)));
	}

	@ParameterizedTest(name = "round {0}")
	@MethodSource("io.github.spotifygateway.faults.Extent#slowRounds")
	void refreshThatTakesTwelveSecondsIsAwaitedByAll(int round) {
		this.spotify.on("/api/token").once(Fault.delay(Duration.ofSeconds(12)));
		assertOneRefreshServesAll(figures(callAtOnce(Extent.CALLERS)).print(load("answer after 12 s", round)));
	}

	@ParameterizedTest(name = "round {0}")
	@MethodSource("io.github.spotifygateway.faults.Extent#rounds")
	void refreshGoesOnWhenAllItsCallersHaveHungUp(int round) throws Exception {
		long saves = grants().saves();
		this.spotify.on("/api/token").once(Fault.delay(Duration.ofSeconds(1)));
		try (HangingUpCallers callers = new HangingUpCallers(this.token)) {
			callers.callAndHangUp(nodes(), Extent.CALLERS);
		}
		await().atMost(Duration.ofSeconds(30)).until(() -> grants().saves() > saves);
		Figures later = figures(new Caller(this.token).callAtOnce(nodes(), 1));
		assertOneRefreshServesAll(later.print(load("hung up after 30 ms, then two more", round)));
		assertThat(this.spotify.requests().to("/v1/me")).hasSizeGreaterThan(Extent.CALLERS);
	}

	@ParameterizedTest(name = "round {0}")
	@MethodSource("io.github.spotifygateway.faults.Extent#rounds")
	void answerThatIsLostIsAskedForAgain(int round) {
		this.spotify.reuseGrace(true);
		this.spotify.on("/api/token").every(LOST_ONE_IN, Fault.lostAnswer());
		List<Answer> answers = new ArrayList<>();
		for (int refresh = 1; refresh <= LOST_ONE_IN; refresh++) {
			expire();
			answers.addAll(callAtOnce(Extent.CALLERS / LOST_ONE_IN));
		}
		Figures figures = figures(answers).print(load("10 refreshes, 1 answer lost", round));
		assertThat(figures.tokenCalls()).isEqualTo(LOST_ONE_IN + 1);
		assertAllServedAndNoGrantLost(figures);
	}

	private void assertOneRefreshServesAll(Figures figures) {
		assertThat(figures.tokenCalls()).isEqualTo(1);
		assertAllServedAndNoGrantLost(figures);
	}

	/**
	 * A grant is not lost when one more refresh succeeds with what was saved.
	 */
	private void assertAllServedAndNoGrantLost(Figures figures) {
		assertThat(figures.served()).isEqualTo(figures.callers());
		assertThat(figures.grantsLost()).isZero();
		expire();
		assertThat(new Caller(this.token).callAtOnce(nodes(), 1)).allMatch(Answer::isServed);
	}

	private void expire() {
		this.spotify.expireAccessTokens();
		grants().expire();
	}

	private List<Answer> callAtOnce(int callsPerNode) {
		return new Caller(this.token).callAtOnce(nodes(), callsPerNode);
	}

	private Figures figures(List<Answer> answers) {
		return Figures.of(this.spotify.requests().to("/api/token").size(), answers, grants().lost(1));
	}

	private String load(String load, int round) {
		return "%s, %s, round %d".formatted(where(), load, round);
	}

}
