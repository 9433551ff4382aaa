package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Spotify said a moment ago is told again, as far as it is true.
 */
class RecentAnswersJourneyTests {

	private static final String LOGIN = "/oauth2/authorization/spotify"
			+ "?scope=user-read-playback-state,user-modify-playback-state";

	private final Gateway gateway = Gateway.shared();

	private final SpotifySimulator spotify = this.gateway.spotify();

	private final SimulatedPlayer player = this.spotify.player(SimulatedUser.ALICE);

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		signIn(this.browser, SimulatedUser.ALICE);
		this.spotify.requests().clear();
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/queue, /v1/me/player/queue", "/api/me/now-playing, /v1/me/player" })
	void tabsThatAskAtTheSameMomentAreOneCallOfSpotify(String path, String operation) {
		this.spotify.on(operation).once(Fault.delay(Duration.ofMillis(300)));
		List<CompletableFuture<JsonNode>> tabs = Stream.generate(() -> CompletableFuture.supplyAsync(() -> get(path)))
			.limit(8)
			.toList();
		tabs.forEach(CompletableFuture::join);
		long start = System.nanoTime();
		for (int tab = 0; tab < 10; tab++) {
			get(path);
		}
		Duration asking = Duration.ofNanos(System.nanoTime() - start).plusMillis(300);
		assertThat(this.spotify.requests().to(operation)).hasSizeBetween(1, (int) asking.toSeconds() + 1);
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/queue, /v1/me/player/queue", "/api/me/now-playing, /v1/me/player" })
	void spotifyIsAskedAnewAfterASecond(String path, String operation) {
		get(path);
		await().atMost(Duration.ofSeconds(10)).until(() -> {
			get(path);
			return this.spotify.requests().to(operation).size() > 1;
		});
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/queue, /items/0/title, Second, Third", "/api/me/now-playing, /title, First, Second" })
	void answerIsNeverOlderThanTheLastCommand(String path, String title, String before, String after) {
		this.player.plays(Playable.track().named("First"), Playable.track().named("Second"),
				Playable.track().named("Third"));
		assertThat(get(path).at(title).asString()).isEqualTo(before);
		assertThat(this.browser.call("POST", "/v1/me/player/next", null).statusCode()).isEqualTo(200);
		assertThat(get(path).at(title).asString()).isEqualTo(after);
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/queue, /items/0/title, Second, Third", "/api/me/now-playing, /title, First, Second" })
	void commandWhoseAnswerIsLostCountsToo(String path, String title, String before, String after) {
		this.player.plays(Playable.track().named("First"), Playable.track().named("Second"),
				Playable.track().named("Third"));
		assertThat(get(path).at(title).asString()).isEqualTo(before);
		this.spotify.on("/v1/me/player/next").once(Fault.lostAnswer());
		assertThat(this.browser.call("POST", "/v1/me/player/next", null).statusCode()).isEqualTo(502);
		assertThat(get(path).at(title).asString()).isEqualTo(after);
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/queue, /items/0/title", "/api/me/now-playing, /title" })
	void answerToOneUserIsNeverShownToAnother(String path, String title) {
		this.player.plays(Playable.track().named("Of Alice"), Playable.track().named("Of Alice"));
		this.spotify.player(SimulatedUser.BOB)
			.plays(Playable.track().named("Of Bob"), Playable.track().named("Of Bob"));
		Browser bob = this.gateway.newBrowser();
		signIn(bob, SimulatedUser.BOB);
		for (int call = 0; call < 3; call++) {
			assertThat(get(path).at(title).asString()).isEqualTo("Of Alice");
			assertThat(Json.read(bob.get(path)).at(title).asString()).isEqualTo("Of Bob");
		}
	}

	private JsonNode get(String path) {
		HttpResponse<String> response = this.browser.get(path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return Json.read(response);
	}

	private void signIn(Browser visitor, SimulatedUser user) {
		visitor.get(visitor.agree(visitor.startLogin(LOGIN), user));
	}

}
