package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotifygateway.simulator.AppFace;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What must not be taken for a sign that the app lacks something: one caller's trouble
 * must not become everybody's.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TranslationFaultsJourneyTests {

	private static final byte[] NOTHING = new byte[0];

	private static final String TRACKS = "/v1/tracks";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private Gateway gateway;

	private RelayClient client;

	/** Another app, so that what it shows is not taken for the first one's. */
	private final SpotifySimulator spotifyOfANewApp = SpotifySimulator.start();

	private Gateway gatewayOfANewApp;

	private RelayClient clientOfANewApp;

	@BeforeAll
	void start() {
		this.gateway = Gateway.start(this.spotify);
		this.client = client(this.gateway);
		this.spotifyOfANewApp.face(AppFace.NEW_DEVELOPMENT_MODE);
		this.gatewayOfANewApp = Gateway.start(this.spotifyOfANewApp, "spotify-gateway.translation.relearn=2s");
		this.clientOfANewApp = client(this.gatewayOfANewApp);
	}

	@BeforeEach
	void forget() {
		this.spotify.requests().clear();
	}

	@AfterEach
	void heal() {
		this.spotifyOfANewApp.face(AppFace.NEW_DEVELOPMENT_MODE);
		List.of(TRACKS, "/v1/search", "/v1/recommendations", "/v1/me/playlists")
			.forEach((path) -> this.spotify.on(path).never());
	}

	@AfterAll
	void stop() {
		this.gatewayOfANewApp.close();
		this.gateway.close();
		this.spotifyOfANewApp.close();
		this.spotify.close();
	}

	@Test
	void otherKindsOf403AreTheAnswerAndTeachNothing() {
		this.spotify.on(TRACKS)
			.once(Fault.html(403))
			.once(Fault.golden("error-403-user-not-registered.txt"))
			.once(Fault.golden("error-403-restriction-violated.json"));
		for (int call = 0; call < 3; call++) {
			assertThat(this.client.get("/v1/tracks?ids=a").statusCode()).isEqualTo(403);
		}
		assertThat(this.client.get("/v1/tracks?ids=a").statusCode()).isEqualTo(200);
		assertThat(arrived()).hasSize(4).containsOnly("/v1/tracks?ids=a");
	}

	@Test
	void refusalOfAHeadTeachesNothing() {
		this.spotify.on(TRACKS).once(Fault.golden("error-403-forbidden.json"));
		assertThat(this.client.send("HEAD", "/v1/tracks?ids=b", NOTHING).statusCode()).isEqualTo(403);
		assertThat(this.client.get("/v1/tracks?ids=b").statusCode()).isEqualTo(200);
		assertThat(arrived()).hasSize(2).containsOnly("/v1/tracks?ids=b");
	}

	@Test
	void recommendationOfNothingIsNotAWithdrawal() {
		this.spotify.on("/v1/recommendations").once(Fault.golden("error-404.json"));
		assertThat(this.client.get("/v1/recommendations?seed_tracks=none").statusCode()).isEqualTo(404);
		assertThat(this.client.get("/v1/recommendations?seed_tracks=some").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=20&offset=-1", "limit=20&offset=abc", "limit=20&offset=1234567" })
	void badOffsetIsSpotifysToRefuse(String query) {
		this.spotify.on("/v1/search").always(Fault.golden("error-400-invalid-limit.json"));
		assertThat(this.client.get("/v1/search?q=a&type=track&" + query).statusCode()).isEqualTo(400);
		assertThat(arrived()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/search?q=a&type=track&type=playlist", "/v1/search?q=a&type=track&limit=20&limit=21",
			"/v1/playlists/p1?fields=name&fields=tracks" })
	void parameterThatIsThereTwiceIsPassedOnWhereNothingIsTranslated(String target) {
		this.client.get(target);
		assertThat(arrived()).containsExactly(target);
	}

	@Test
	void playlistThatWasMadeIsAnsweredWhateverSpotifySays() {
		this.spotify.on("/v1/me/playlists")
			.once(Fault.answer(201, Map.of("Content-Type", "application/json"),
					"made".getBytes(StandardCharsets.UTF_8)));
		HttpResponse<byte[]> response = this.client.send("POST", "/v1/me/playlists", NOTHING);
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("made");
	}

	@Test
	void whatWasLearntIsTriedAgainWhenItsTimeIsOver() {
		assertThat(this.clientOfANewApp.get("/v1/tracks?ids=c").statusCode()).isEqualTo(200);
		this.spotifyOfANewApp.face(AppFace.EXTENDED);
		await().atMost(Duration.ofMinutes(2)).until(() -> {
			this.spotifyOfANewApp.requests().clear();
			this.clientOfANewApp.get("/v1/tracks?ids=c");
			return this.spotifyOfANewApp.requests().to(TRACKS).size() == 1;
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"ids\":[{}]}", "{\"ids\":[null]}", "{\"ids\":\"a\"}", "[\"a\"]", "{", "null",
			"{\"ids\":[\"a/../../b\"]}" })
	void bodyThatIsNoneIsTheClientsFault(String body) {
		HttpResponse<byte[]> response = this.clientOfANewApp.send("PUT", "/v1/me/tracks",
				body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(this.spotifyOfANewApp.requests().to("/v1/me/library")).isEmpty();
	}

	@Test
	void readsStopWhenTheTimeIsOver() {
		try (Gateway hasty = Gateway.start(this.spotifyOfANewApp, "spotify-gateway.translation.max-time=0s")) {
			assertThat(client(hasty).get("/v1/shows?ids=d").statusCode()).isEqualTo(504);
			assertThat(this.spotifyOfANewApp.requests().to("/v1/shows/d")).isEmpty();
		}
	}

	private static RelayClient client(Gateway gateway) {
		Browser browser = gateway.newBrowser();
		browser.get(browser.agree(browser.startLogin("/oauth2/authorization/spotify?scope=" + RelayClient.ALL_SCOPES),
				SimulatedUser.ALICE));
		return new RelayClient(gateway.url(), browser.mintToken("raw"));
	}

	private List<String> arrived() {
		return this.spotify.requests()
			.all()
			.stream()
			.map(RecordedRequest::target)
			.filter((target) -> target.startsWith("/v1/"))
			.toList();
	}

}
