package io.github.spotifygateway.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.AppFace;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Profile, e-mail and now playing as JSON, and what callers hear when Spotify fails.
 */
class NowPlayingJourneyTests {

	private static final String PLAYER = "/v1/me/player/currently-playing";

	private static final String[] MEMBERS = { "state", "type", "title", "creators", "collection", "image", "url",
			"progressMs", "durationMs", "device", "observedAt", "stale" };

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.newBrowser();

	private final SimulatedPlayer player = this.gateway.spotify().player(SimulatedUser.ALICE);

	@BeforeEach
	void signIn() {
		// what Spotify said a moment ago goes with it
		this.gateway.database().sql("delete from connection").update();
		this.browser.signIn(SimulatedUser.ALICE);
		this.gateway.spotify().requests().clear();
	}

	@Test
	void trackHasAllMembers() {
		this.player.plays(Playable.track().withProgress(Duration.ofSeconds(42)));
		Instant before = Instant.now();
		JsonNode playing = nowPlaying();
		assertThat(playing.get("state").asString()).isEqualTo("playing");
		assertThat(playing.get("type").asString()).isEqualTo("track");
		assertThat(playing.get("title").asString()).isNotEmpty();
		assertThat(playing.get("creators").size()).isPositive();
		assertThat(playing.get("collection").asString()).isNotEmpty();
		assertThat(playing.get("image").asString()).startsWith(this.gateway.spotify().apiUrl().toString());
		assertThat(playing.get("url").asString()).startsWith("https://open.spotify.com/track/");
		assertThat(playing.get("progressMs").asLong()).isBetween(42_000L, 60_000L);
		assertThat(playing.get("durationMs").asLong()).isGreaterThan(42_000L);
		assertThat(Instant.parse(playing.get("observedAt").asString())).isBetween(before, Instant.now());
		assertThat(playing.get("stale").asBoolean()).isFalse();
	}

	@Test
	void answerTellsItsLengthBeforeItsFirstByte() {
		this.player.plays(Playable.track());
		HttpResponse<String> answer = this.browser.get("/api/me/now-playing");
		assertThat(answer.headers().firstValueAsLong("Content-Length"))
			.hasValue(answer.body().getBytes(StandardCharsets.UTF_8).length);
	}

	@Test
	void episodeHasItsShowAndPublisher() {
		this.player.plays(Playable.episode());
		JsonNode playing = nowPlaying();
		assertThat(playing.get("type").asString()).isEqualTo("episode");
		assertThat(playing.get("title").asString()).isNotEmpty();
		assertThat(playing.get("collection").asString()).isNotEmpty();
		assertThat(playing.get("image").asString()).isNotEmpty();
		assertThat(this.gateway.spotify().requests().to(PLAYER).get(0).queryParameters())
			.containsEntry("additional_types", "track,episode");
	}

	@Test
	void localFileHasNoImage() {
		this.player.plays(Playable.localFile());
		JsonNode playing = nowPlaying();
		assertThat(playing.get("type").asString()).isEqualTo("local");
		assertThat(playing.get("title").asString()).isNotEmpty();
		assertThat(playing.get("image").isNull()).isTrue();
	}

	@Test
	void advertisementHasNothingButItsType() {
		this.player.plays(Playable.advertisement());
		JsonNode playing = nowPlaying();
		assertThat(playing.get("state").asString()).isEqualTo("playing");
		assertThat(playing.get("type").asString()).isEqualTo("ad");
		assertThat(playing.get("title").isNull()).isTrue();
		assertThat(playing.get("creators").size()).isZero();
	}

	@Test
	void whatSpotifyDoesNotNameIsUnknown() {
		this.player.plays(Playable.unknown());
		assertThat(nowPlaying().get("type").asString()).isEqualTo("unknown");
	}

	@Test
	void pausedTrackKeepsItsTitle() {
		this.player.plays(Playable.pausedTrack());
		JsonNode playing = nowPlaying();
		assertThat(playing.get("state").asString()).isEqualTo("paused");
		assertThat(playing.get("title").asString()).isNotEmpty();
	}

	@Test
	void missingProgressIsNull() {
		this.player.plays(Playable.track().withoutProgress().withoutContext());
		assertThat(nowPlaying().get("progressMs").isNull()).isTrue();
	}

	@Test
	void nothingPlayingIsIdleAndNotAnError() {
		this.player.playsNothing();
		JsonNode playing = nowPlaying();
		assertThat(playing.get("state").asString()).isEqualTo("idle");
		assertThat(playing.get("type").isNull()).isTrue();
	}

	@Test
	void programReadsTheSameWithAnApiToken() {
		this.player.plays(Playable.track().withoutProgress());
		String token = this.browser.mintToken();
		HttpResponse<String> response = this.gateway.newBrowser()
			.get("/api/me/now-playing", "Authorization", "Bearer " + token);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Json.read(response).get("title")).isEqualTo(nowPlaying().get("title"));
	}

	@Test
	void emailIsNeverCalledVerified() {
		JsonNode email = Json.read(this.browser.get("/api/me/email"));
		assertThat(email.get("email").asString()).isEqualTo(SimulatedUser.ALICE.email());
		assertThat(email.get("verified").asBoolean()).isFalse();
		assertThat(email.get("reason").isNull()).isTrue();
	}

	@Test
	void emailSaysWhenTheAppIsNotToldIt() {
		// a gateway remembers what kind of app it has seen
		try (SpotifySimulator spotify = SpotifySimulator.start(); Gateway own = Gateway.start(spotify)) {
			spotify.face(AppFace.NEW_DEVELOPMENT_MODE);
			Browser visitor = own.newBrowser();
			visitor.signIn(SimulatedUser.ALICE);
			JsonNode email = Json.read(visitor.get("/api/me/email"));
			assertThat(email.get("email").isNull()).isTrue();
			assertThat(email.get("reason").asString()).isEqualTo("not-provided-to-this-app");
		}
	}

	@Test
	void emailSaysWhenItsScopeIsMissing() {
		this.gateway.spotify().grantOnly("user-read-private");
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(Json.read(this.browser.get("/api/me/email")).get("reason").asString()).isEqualTo("scope-missing");
	}

	static Stream<Arguments> faults() {
		return Stream.of(Arguments.of(Fault.status(500), 502, "spotify-unavailable"),
				Arguments.of(Fault.status(503), 502, "spotify-unavailable"),
				Arguments.of(Fault.html(504), 502, "spotify-unavailable"),
				Arguments.of(Fault.reset(), 502, "spotify-unavailable"),
				Arguments.of(Fault.malformedJson(), 502, "upstream-invalid-response"),
				Arguments.of(Fault.html(200), 502, "upstream-invalid-response"),
				Arguments.of(Fault.body(200, "application/json", "[1]"), 502, "upstream-invalid-response"),
				Arguments.of(Fault.body(200, "application/json", "x".repeat(1_100_000)), 502, "spotify-unavailable"),
				Arguments.of(Fault.golden("error-401.json"), 502, "spotify-token-refused"),
				Arguments.of(Fault.golden("error-403-insufficient-scope.json"), 403, "insufficient-scope"),
				Arguments.of(Fault.golden("error-403-forbidden.json"), 403, "spotify-forbidden"),
				Arguments.of(Fault.notRegistered(), 403, "user-not-registered"),
				Arguments.of(Fault.ownerPremiumRequired(), 503, "owner-premium-required"),
				Arguments.of(Fault.golden("error-404.json"), 502, "upstream-invalid-response"));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void faultOfSpotifyHasProblemThatSaysCauseAndRemedy(Fault fault, int status, String code) {
		this.gateway.spotify().on(PLAYER).always(fault);
		HttpResponse<String> response = this.browser.get("/api/me/now-playing");
		assertProblem(response, status, code);
		assertThat(response.body()).doesNotContain("upstream request timeout", "Developer Dashboard", "html");
	}

	@Test
	void slowSpotifyIsGivenUpAfterTheReadTimeoutAndAfterTheDeadline() {
		SpotifySimulator spotify = this.gateway.spotify();
		try (Gateway hurried = Gateway.start(spotify, "spotify-gateway.upstream.read-timeout=300ms",
				"spotify-gateway.upstream.deadline=1s")) {
			Browser hurriedBrowser = hurried.newBrowser();
			hurriedBrowser.signIn(SimulatedUser.ALICE);
			spotify.on(PLAYER).once(Fault.delay(Duration.ofSeconds(3)));
			assertProblem(hurriedBrowser.get("/api/me/now-playing"), 504, "spotify-timeout");
			spotify.on(PLAYER).once(Fault.slowBody(Duration.ofSeconds(8)));
			assertProblem(hurriedBrowser.get("/api/me/now-playing"), 504, "spotify-timeout");
			assertThat(hurriedBrowser.get("/api/me/now-playing").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void spotifyThatAcceptsNoConnectionIsUnavailable() throws IOException {
		int closedPort;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			closedPort = socket.getLocalPort();
		}
		try (SpotifySimulator spotify = SpotifySimulator.start();
				Gateway cutOff = Gateway.start(spotify, "spotify-gateway.api-url=http://127.0.0.1:" + closedPort)) {
			Browser cutOffBrowser = cutOff.newBrowser();
			HttpResponse<String> callback = cutOffBrowser.signIn(SimulatedUser.ALICE);
			assertThat(cutOffBrowser.get(Browser.location(callback)).body()).contains("Spotify cannot be reached");
		}
	}

	private JsonNode nowPlaying() {
		HttpResponse<String> response = this.browser.get("/api/me/now-playing");
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode playing = Json.read(response);
		assertThat(playing.propertyNames()).containsExactly(MEMBERS);
		return playing;
	}

	private static void assertProblem(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		JsonNode problem = Json.read(response);
		assertThat(problem.get("type").asString()).isEqualTo("urn:spotify-gateway:problem:" + code);
		assertThat(problem.get("status").asInt()).isEqualTo(status);
		assertThat(problem.propertyNames()).contains("title", "detail", "instance", "remedy", "requestId");
	}

}
