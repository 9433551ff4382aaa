package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Spotify takes no more calls of an operation: two nodes on one database leave it alone,
 * and each other user and operation in peace.
 */
class CoolDownJourneyTests {

	private static final String ALBUM = "/v1/albums/4aawyAB9vmqN3uQ7FjRGTy";

	private static final String PLAYER = "/v1/me/player/currently-playing";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final PostgreSql postgres = PostgreSql.start();

	private Gateway one;

	private Gateway two;

	private Browser browser;

	private RelayClient client;

	private RelayClient clientOfTwo;

	@BeforeEach
	void start() {
		this.one = Gateway.start(this.spotify, this.postgres.settings().toArray(String[]::new));
		List<String> settings = new ArrayList<>(this.postgres.settings());
		settings.add("spotify-gateway.public-url=" + this.one.url());
		this.two = Gateway.start(this.spotify, settings.toArray(String[]::new));
		this.browser = this.one.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
		String token = this.browser.mintToken("read");
		this.client = new RelayClient(this.one.url(), token);
		this.clientOfTwo = new RelayClient(this.two.url(), token);
	}

	@AfterEach
	void stop() {
		this.two.close();
		this.one.close();
		this.postgres.close();
		this.spotify.close();
	}

	@Test
	void thousandCallsDuringACoolDownAreOneCallOfSpotifyFromBothNodes() {
		this.spotify.on(ALBUM).always(Fault.quotaExceeded(79_892));
		HttpResponse<byte[]> first = this.client.get(ALBUM);
		assertThat(first.statusCode()).isEqualTo(429);
		assertThat(first.headers().firstValue("Retry-After")).hasValue("79892");
		List<Long> nanos = new ArrayList<>();
		for (int call = 0; call < 1000; call++) {
			RelayClient node = (call % 2 == 0) ? this.client : this.clientOfTwo;
			long start = System.nanoTime();
			HttpResponse<byte[]> response = node.get(ALBUM);
			nanos.add(System.nanoTime() - start);
			assertThat(response.statusCode()).isEqualTo(429);
			assertThat(Long.parseLong(response.headers().firstValue("Retry-After").orElseThrow()))
				.isBetween(79_892L - 120, 79_892L);
			JsonNode error = JsonMapper.shared().readTree(response.body()).get("error");
			assertThat(error.get("status").asInt()).isEqualTo(429);
			assertThat(error.get("reason").asString()).isEqualTo("QUOTA_EXCEEDED");
		}
		assertThat(this.spotify.requests().to(ALBUM)).hasSize(1);
		Collections.sort(nanos);
		System.out.printf("COOL-DOWN 1000 local answers: median %.1f ms, 99 %% %.1f ms%n", nanos.get(500) / 1e6,
				nanos.get(990) / 1e6);
	}

	@Test
	void otherOperationsAndTheSameOneOfAnotherIdAreToldApart() {
		this.spotify.on(ALBUM).always(Fault.quotaExceeded(600));
		this.client.get(ALBUM);
		assertThat(this.client.get("/v1/tracks/4uLU6hMCjMI75M1A2tKUQC").statusCode()).isEqualTo(200);
		assertThat(this.client.get("/v1/albums/6JWc4iAiJ9FjyK0B59ABb4").statusCode()).isEqualTo(429);
	}

	@Test
	void coolDownEndsWhenSpotifySaid() {
		this.spotify.on(ALBUM).once(Fault.rateLimited(1));
		assertThat(this.client.get(ALBUM).statusCode()).isEqualTo(429);
		await().atMost(Duration.ofSeconds(10)).until(() -> this.client.get(ALBUM).statusCode() == 200);
		await().atMost(Duration.ofSeconds(10)).until(() -> this.clientOfTwo.get(ALBUM).statusCode() == 200);
	}

	@Test
	void shorterCoolDownDoesNotEndALongerOne() {
		this.spotify.on(ALBUM)
			.once(Fault.delay(Duration.ofSeconds(1)).then(Fault.quotaExceeded(600)))
			.once(Fault.delay(Duration.ofSeconds(2)).then(Fault.rateLimited(1)));
		CompletableFuture<HttpResponse<byte[]>> first = this.client.begin(ALBUM + "?n=1");
		await().until(() -> this.spotify.requests().to(ALBUM).size() == 1);
		CompletableFuture<HttpResponse<byte[]>> second = this.clientOfTwo.begin(ALBUM + "?n=2");
		assertThat(first.join().headers().firstValue("Retry-After")).hasValue("600");
		assertThat(second.join().headers().firstValue("Retry-After")).hasValue("1");
		for (RelayClient node : List.of(this.client, this.clientOfTwo)) {
			await().atMost(Duration.ofSeconds(10))
				.until(() -> Long.parseLong(node.get(ALBUM).headers().firstValue("Retry-After").orElseThrow()) > 500);
		}
		assertThat(this.spotify.requests().to(ALBUM)).hasSize(2);
	}

	@Test
	void refusalWhoseBodyCannotBeReadBeginsACoolDownToo() {
		this.spotify.on(ALBUM)
			.always(Fault.answer(429, Map.of("Content-Type", "text/html", "Retry-After", "600"), new byte[200_000]));
		assertThat(this.client.get(ALBUM).statusCode()).isEqualTo(429);
		assertThat(this.client.get(ALBUM).headers().firstValue("Retry-After").orElseThrow()).isIn("600", "599", "598");
		assertThat(this.spotify.requests().to(ALBUM)).hasSize(1);
	}

	@Test
	void coolDownOutlivesARestart() {
		this.spotify.on(ALBUM).always(Fault.quotaExceeded(600));
		this.client.get(ALBUM);
		this.spotify.requests().clear();
		this.two.close();
		List<String> settings = new ArrayList<>(this.postgres.settings());
		settings.add("spotify-gateway.public-url=" + this.one.url());
		this.two = Gateway.start(this.spotify, settings.toArray(String[]::new));
		RelayClient restarted = new RelayClient(this.two.url(), this.browser.mintToken("read"));
		assertThat(restarted.get(ALBUM).statusCode()).isEqualTo(429);
		assertThat(this.spotify.requests().to(ALBUM)).isEmpty();
	}

	@Test
	void nowPlayingAndProfileAreTheLastKnownMarkedStale() {
		JsonNode playing = Json.read(this.browser.get("/api/me/now-playing"));
		JsonNode profile = Json.read(this.browser.get("/api/me"));
		assertThat(playing.get("stale").asBoolean()).isFalse();
		assertThat(profile.get("stale").asBoolean()).isFalse();
		this.spotify.on(PLAYER).always(Fault.rateLimited(30));
		this.spotify.on("/v1/me").always(Fault.quotaExceeded(600));
		// what is not a second old is told without asking
		await().until(() -> Json.read(this.browser.get("/api/me/now-playing")).get("stale").asBoolean());
		for (int call = 0; call < 3; call++) {
			JsonNode stalePlaying = Json.read(this.browser.get("/api/me/now-playing"));
			assertThat(stalePlaying.get("stale").asBoolean()).isTrue();
			assertThat(stalePlaying.get("title")).isEqualTo(playing.get("title"));
			assertThat(stalePlaying.get("observedAt")).isEqualTo(playing.get("observedAt"));
			JsonNode staleProfile = Json.read(this.browser.get("/api/me"));
			assertThat(staleProfile.get("stale").asBoolean()).isTrue();
			assertThat(staleProfile.get("displayName")).isEqualTo(profile.get("displayName"));
		}
	}

	@Test
	void whoHasNoLastKnownIsToldWhenToAskAgain() {
		this.spotify.on(PLAYER).always(Fault.rateLimited(7));
		assertTooManyRequests(this.browser.get("/api/me/now-playing"), "spotify-rate-limited", 7);
		this.spotify.on("/v1/me").always(Fault.quotaExceeded(79_892));
		assertTooManyRequests(this.browser.get("/api/me"), "spotify-quota-exceeded", 79_892);
		assertTooManyRequests(this.browser.get("/api/me"), "spotify-quota-exceeded", 79_892);
	}

	@Test
	void lastKnownOfOneUserIsNeverShownToAnother() {
		this.browser.get("/api/me/now-playing");
		Browser bob = this.one.newBrowser();
		bob.signIn(SimulatedUser.BOB);
		this.spotify.on(PLAYER).always(Fault.rateLimited(30));
		assertThat(this.browser.get("/api/me/now-playing").statusCode()).isEqualTo(200);
		assertThat(bob.get("/api/me/now-playing").statusCode()).isEqualTo(429);
	}

	private static void assertTooManyRequests(HttpResponse<String> response, String code, int retryAfter) {
		assertThat(response.statusCode()).isEqualTo(429);
		JsonNode problem = Json.read(response);
		assertThat(problem.get("type").asString()).isEqualTo("urn:spotify-gateway:problem:" + code);
		assertThat(problem.get("retryAfterSeconds").asInt()).isBetween(retryAfter - 5, retryAfter);
		assertThat(response.headers().firstValue("Retry-After")).hasValue(problem.get("retryAfterSeconds").asString());
	}

}
