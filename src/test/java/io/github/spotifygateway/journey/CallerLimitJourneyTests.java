package io.github.spotifygateway.journey;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * Each caller has a share of the calls to Spotify, and nobody else's.
 */
class CallerLimitJourneyTests {

	private static final String ALBUM = "/v1/albums/a";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final Gateway gateway = Gateway.start(this.spotify, "spotify-gateway.caller-limit.calls=20",
			"spotify-gateway.caller-limit.period=20s", "spotify-gateway.caller-limit.at-once=5");

	private Browser alice;

	private RelayClient client;

	@BeforeEach
	void signIn() {
		this.alice = signedIn(SimulatedUser.ALICE);
		this.client = new RelayClient(this.gateway.url(), this.alice.mintToken("raw"));
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	private Browser signedIn(SimulatedUser user) {
		Browser browser = this.gateway.newBrowser();
		browser.signIn(user);
		return browser;
	}

	@Test
	void noisyCallerIsHeldBackAndTheOthersAreServed() {
		HttpResponse<byte[]> refused = callUntilRefused();
		assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 3);
		JsonNode error = JsonMapper.shared().readTree(refused.body()).get("error");
		assertThat(error.get("status").asInt()).isEqualTo(429);
		assertThat(error.get("reason").asString()).isEqualTo("CALLER_LIMIT");
		assertThat(this.spotify.requests().to(ALBUM)).hasSizeBetween(20, 25);
		Browser bob = signedIn(SimulatedUser.BOB);
		for (int call = 0; call < 10; call++) {
			assertThat(bob.get("/api/me").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void shareIsOneForAllWaysInOfACaller() {
		callUntilRefused();
		assertThat(this.alice.get("/api/me/now-playing").statusCode()).isEqualTo(429);
		assertThat(new RelayClient(this.gateway.url(), this.alice.mintToken("read")).get(ALBUM).statusCode())
			.isEqualTo(429);
	}

	@Test
	void shareComesBackWithTime() {
		callUntilRefused();
		await().atMost(Duration.ofSeconds(10)).until(() -> this.client.get(ALBUM).statusCode() == 200);
	}

	@Test
	void everyAnswerTellsWhatIsLeft() {
		HttpResponse<byte[]> response = this.client.get(ALBUM);
		assertThat(response.headers().firstValue("RateLimit-Policy")).hasValue("\"caller\";q=20;w=20");
		assertThat(response.headers().firstValue("RateLimit").orElseThrow()).matches("\"caller\";r=19;t=\\d+");
		assertThat(this.alice.get("/api/me").headers().firstValue("RateLimit").orElseThrow())
			.matches("\"caller\";r=1[89];t=\\d+");
	}

	@Test
	void callsThatServeManyCountOnce() {
		this.spotify.on(ALBUM).always(Fault.delay(Duration.ofSeconds(1)));
		List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
		for (int call = 0; call < 100; call++) {
			calls.add(this.client.begin(ALBUM));
		}
		assertThat(calls).allSatisfy((call) -> assertThat(call.join().statusCode()).isEqualTo(200));
	}

	@Test
	void callerWhoseCallsAllHangDoesNotOccupyMoreThanItsPlaces() {
		this.spotify.on(ALBUM).always(Fault.delay(Duration.ofSeconds(2)));
		List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
		for (int call = 0; call < 10; call++) {
			calls.add(this.client.begin(ALBUM + "?n=" + call));
		}
		assertThat(calls).map((call) -> call.join().statusCode()).filteredOn((status) -> status == 200).hasSize(5);
		assertThat(this.client.get("/v1/tracks/a").statusCode()).isEqualTo(200);
	}

	@Test
	void answerThatItsCallerDoesNotReadOccupiesAPlace() throws IOException {
		this.spotify.on(ALBUM).always(Fault.large("application/octet-stream", 50_000_000));
		List<Socket> idle = new ArrayList<>();
		try {
			for (int call = 0; call < 5; call++) {
				idle.add(beginAndLeaveUnread(ALBUM + "?n=" + call));
			}
			assertThat(this.client.get("/v1/tracks/a").statusCode()).isEqualTo(429);
			assertThat(signedIn(SimulatedUser.BOB).get("/api/me").statusCode()).isEqualTo(200);
		}
		finally {
			for (Socket socket : idle) {
				socket.close();
			}
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> this.client.get("/v1/tracks/a").statusCode() == 200);
	}

	private Socket beginAndLeaveUnread(String target) throws IOException {
		Socket socket = new Socket(this.gateway.url().getHost(), this.gateway.url().getPort());
		String request = "GET " + target + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
				+ this.alice.mintToken("raw") + "\r\n\r\n";
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		socket.getInputStream().readNBytes(10);
		return socket;
	}

	private HttpResponse<byte[]> callUntilRefused() {
		for (int call = 0; call < 60; call++) {
			HttpResponse<byte[]> response = this.client.get(ALBUM);
			if (response.statusCode() != 200) {
				assertThat(response.statusCode()).isEqualTo(429);
				return response;
			}
		}
		throw new AssertionError("60 calls were served");
	}

}
