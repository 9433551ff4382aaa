package io.github.spotifygateway.journey;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * The Web API under {@code /v1}, as clients of Spotify use it.
 */
class RelayJourneyTests {

	private static final String ALBUM = "/v1/albums/4aawyAB9vmqN3uQ7FjRGTy";

	private static final String PAUSE = "/v1/me/player/pause";

	private static final byte[] NOTHING = new byte[0];

	private final Gateway gateway = Gateway.shared();

	private final SpotifySimulator spotify = this.gateway.spotify();

	private Browser browser;

	private RelayClient client;

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		this.browser = signedIn(SimulatedUser.ALICE);
		this.client = new RelayClient(this.gateway.url(), this.browser.mintToken("raw"));
		this.spotify.requests().clear();
	}

	private Browser signedIn(SimulatedUser user) {
		Browser visitor = this.gateway.newBrowser();
		visitor.get(visitor.agree(visitor.startLogin("/oauth2/authorization/spotify?scope=" + RelayClient.ALL_SCOPES),
				user));
		return visitor;
	}

	// What passes

	@Test
	void identityAndConnectionOfTheCallerStayHere() {
		this.client.get(ALBUM, "Cookie", "a=b", "X-CSRF-TOKEN", "x", "X-Forwarded-For", "1.2.3.4", "Via", "1.1 a",
				"Origin", "https://a.example", "Referer", "https://a.example", "User-Agent", "me", "X-User", "alice",
				"TE", "trailers", "Accept", "application/json", "Accept-Language", "sv");
		Map<String, String> arrived = this.spotify.requests().to(ALBUM).get(0).headers();
		assertThat(arrived).containsEntry("Accept", "application/json").containsEntry("Accept-Language", "sv");
		assertThat(arrived.get("Authorization")).startsWith("Bearer SIMACCESS");
		assertThat(arrived.keySet()).map(String::toLowerCase)
			.isSubsetOf("accept", "accept-language", "accept-encoding", "authorization", "host", "connection",
					"user-agent");
		assertThat(arrived.get("User-Agent")).doesNotContain("me");
	}

	@Test
	void cookiesCorsAndConnectionOfSpotifyStayThere() {
		this.spotify.on(ALBUM)
			.once(Fault.answer(200,
					Map.of("Content-Type", "text/plain", "Set-Cookie", "sp=1", "Access-Control-Allow-Origin", "*",
							"Access-Control-Allow-Methods", "GET", "Server", "envoy", "Via", "1.1 google", "Keep-Alive",
							"timeout=5", "X-Powered-By", "x", "Cache-Control", "public, max-age=3600", "ETag",
							"\"abc\""),
					"hello".getBytes(StandardCharsets.UTF_8)));
		HttpHeaders headers = this.client.get(ALBUM).headers();
		assertThat(headers.map()).doesNotContainKeys("set-cookie", "access-control-allow-origin",
				"access-control-allow-methods", "server", "via", "x-powered-by");
		assertThat(headers.firstValue("ETag")).hasValue("\"abc\"");
		assertThat(headers.allValues("Cache-Control")).containsExactly("private, no-store");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 204, 304, 400, 403, 404, 409, 410, 413, 418, 451 })
	void statusAndBodyPassByteForByte(int status) {
		byte[] body = (status == 204 || status == 304) ? NOTHING : bytes(5000);
		this.spotify.on(ALBUM).once(Fault.answer(status, Map.of("Content-Type", "application/octet-stream"), body));
		HttpResponse<byte[]> response = this.client.get(ALBUM);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).isEqualTo(body);
	}

	@Test
	void plainTextOfAPlayerCommandPasses() {
		HttpResponse<byte[]> response = this.client.send("PUT", PAUSE, NOTHING);
		assertThat(response.statusCode()).isBetween(200, 204);
		RecordedRequest arrived = this.spotify.requests().to(PAUSE).get(0);
		assertThat(arrived.headers()).containsEntry("Content-Length", "0");
		assertThat(arrived.bytes()).isEmpty();
	}

	@Test
	void bytesOfAPictureArriveAsTheyWereSent() {
		byte[] picture = bytes(200_000);
		String path = "/v1/playlists/3cEYpjA9oz9GiPac4AsH4n/images";
		assertThat(this.client.send("PUT", path, picture, "Content-Type", "image/jpeg").statusCode()).isEqualTo(202);
		RecordedRequest arrived = this.spotify.requests().to(path).get(0);
		assertThat(arrived.bytes()).isEqualTo(picture);
		assertThat(arrived.headers()).containsEntry("Content-Type", "image/jpeg");
	}

	@Test
	void answerToHeadHasHeadersOnly() {
		HttpResponse<byte[]> response = this.client.send("HEAD", ALBUM, NOTHING);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(this.spotify.requests().to(ALBUM).get(0).method()).isEqualTo("HEAD");
	}

	@Test
	void unchangedPlaylistIsNotSentAgain() {
		String playlist = "/v1/playlists/3cEYpjA9oz9GiPac4AsH4n";
		String tag = this.client.get(playlist).headers().firstValue("ETag").orElseThrow();
		HttpResponse<byte[]> again = this.client.get(playlist, "If-None-Match", tag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.headers().firstValue("ETag")).hasValue(tag);
		assertThat(again.body()).isEmpty();
	}

	@Test
	void nextPageIsAtTheGateway() {
		JsonNode page = JsonMapper.shared().readTree(this.client.get("/v1/me/playlists?limit=1").body());
		URI next = URI.create(page.get("next").asString());
		assertThat(next.toString()).startsWith(this.gateway.url() + "/v1/me/playlists?");
		assertThat(this.client.get(next.getRawPath() + "?" + next.getRawQuery()).statusCode()).isEqualTo(200);
	}

	@Test
	void largeAnswerPassesWhole() {
		byte[] body = bytes(5_000_000);
		this.spotify.on(ALBUM).once(Fault.answer(200, Map.of("Content-Type", "application/octet-stream"), body));
		assertThat(this.client.get(ALBUM).body()).isEqualTo(body);
	}

	// What does not pass

	@Test
	void redirectIsNeitherFollowedNorPassedOn() {
		try (SpotifySimulator elsewhere = SpotifySimulator.start()) {
			this.spotify.on(ALBUM).once(Fault.redirect(elsewhere.apiUrl().resolve("/v1/me")));
			HttpResponse<byte[]> response = this.client.get(ALBUM);
			assertThat(response.statusCode()).isEqualTo(502);
			assertThat(response.headers().firstValue("Location")).isEmpty();
			assertThat(elsewhere.requests().all()).isEmpty();
		}
	}

	@Test
	void bodyThatIsTooLargeIsRefusedWithoutBeingRead() {
		HttpResponse<byte[]> response = this.client.send("PUT", "/v1/me/library", bytes(600_000), "Content-Type",
				"application/json");
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(error(response).get("reason").asString()).isEqualTo("CONTENT_TOO_LARGE");
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@Test
	void bodyWithoutLengthIsBoundedToo() {
		String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
		String answer = RawHttp
			.send(this.gateway.url(), "PUT /v1/me/library HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
					+ this.browser.mintToken("raw")
					+ "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
					+ chunk.repeat(9) + "0\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 413");
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x",
			"application/json, text/html", "nonsense" })
	void bodyOfAnotherTypeIsRefused(String type) {
		HttpResponse<byte[]> response = this.client.send("PUT", "/v1/me/library", "a=b".getBytes(), "Content-Type",
				type);
		assertThat(response.statusCode()).isEqualTo(415);
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@Test
	void strangerGetsTheErrorThatSpotifysClientsKnow() {
		HttpResponse<byte[]> response = new RelayClient(this.gateway.url(), "nonsense").get(ALBUM);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(error(response).get("status").asInt()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("invalid_token");
		HttpResponse<String> anonymous = this.gateway.newBrowser().get(ALBUM);
		assertThat(anonymous.statusCode()).isEqualTo(401);
		assertThat(Json.read(anonymous).get("error").get("status").asInt()).isEqualTo(401);
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@Test
	void signedInPageMayCallItToo() {
		assertThat(this.browser.get(ALBUM).statusCode()).isEqualTo(200);
		assertThat(this.browser.call("PUT", PAUSE, null).statusCode()).isBetween(200, 204);
		this.spotify.requests().clear();
		assertThat(this.browser.send("PUT", this.gateway.url().resolve(PAUSE), null).statusCode()).isEqualTo(403);
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "read GET /v1/me/tracks 200 -", "read GET /v1/me/player 200 -",
			"read PUT /v1/me/player/pause 403 player", "read PUT /v1/me/tracks 403 library",
			"read POST /v1/me/playlists 403 playlists", "player PUT /v1/me/player/pause 2 -",
			"player GET /v1/me/player 403 read", "player GET /v1/me/tracks 403 read",
			"player PUT /v1/me/tracks 403 library", "library PUT /v1/me/tracks?ids=a 200 -",
			"library PUT /v1/me/player/pause 403 player", "playlists POST /v1/me/playlists 201 -",
			"playlists GET /v1/albums/a 403 read", "raw GET /v1/albums/a 200 -", "raw PUT /v1/me/tracks?ids=a 200 -",
			"raw POST /v1/me/playlists 201 -" })
	void apiTokenDoesWhatItsScopesSay(String line) {
		String[] words = line.split(" ");
		HttpResponse<byte[]> response = new RelayClient(this.gateway.url(), this.browser.mintToken(words[0]))
			.send(words[1], words[2], NOTHING);
		assertThat(Integer.toString(response.statusCode())).startsWith(words[3]);
		if (response.statusCode() == 403) {
			assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
				.contains("error=\"insufficient_scope\", scope=\"" + words[4] + "\"");
			assertThat(error(response).get("reason").asString()).isEqualTo("INSUFFICIENT_TOKEN_SCOPE");
			assertThat(this.spotify.requests().all()).isEmpty();
		}
	}

	// Faults

	@Test
	void readIsRepeatedOnceAfterAPassingFailure() {
		this.spotify.on(ALBUM).once(Fault.status(503));
		assertThat(this.client.get(ALBUM).statusCode()).isEqualTo(200);
		this.spotify.on(ALBUM).once(Fault.reset());
		assertThat(this.client.get(ALBUM).statusCode()).isEqualTo(200);
		assertThat(this.spotify.requests().to(ALBUM)).hasSize(4);
	}

	@Test
	void failureThatStaysPassesAsItIs() {
		this.spotify.on(ALBUM).always(Fault.golden("error-502.json"));
		HttpResponse<byte[]> response = this.client.get(ALBUM);
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(new String(response.body())).contains("Bad gateway");
		assertThat(this.spotify.requests().to(ALBUM)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT /v1/me/player/pause", "POST /v1/me/player/next", "DELETE /v1/me/tracks" })
	void changeIsNeverRepeated(String call) {
		String[] words = call.split(" ");
		this.spotify.on(words[1]).always(Fault.status(503));
		assertThat(this.client.send(words[0], words[1], NOTHING).statusCode()).isEqualTo(503);
		this.spotify.on(words[1]).always(Fault.reset());
		assertThat(this.client.send(words[0], words[1], NOTHING).statusCode()).isEqualTo(502);
		assertThat(this.spotify.requests().to(words[1])).hasSize(2);
	}

	@Test
	void changeRefusedForItsTokenIsRepeatedWithANewOne() {
		this.spotify.expireAccessTokens();
		byte[] body = "{\"ids\":[\"a\"]}".getBytes(StandardCharsets.UTF_8);
		assertThat(this.client.send("PUT", "/v1/me/tracks", body, "Content-Type", "application/json").statusCode())
			.isEqualTo(200);
		assertThat(this.spotify.requests().to("/v1/me/tracks")).extracting(RecordedRequest::body)
			.containsExactly("{\"ids\":[\"a\"]}", "{\"ids\":[\"a\"]}");
		assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
	}

	@Test
	void fiveHundredReadsOfARefusedTokenAreOneRefresh() {
		this.spotify.expireAccessTokens();
		List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
		for (int call = 0; call < 500; call++) {
			calls.add(this.client.begin(ALBUM + "?n=" + call % 25));
		}
		assertThat(calls).allSatisfy((call) -> assertThat(call.join().statusCode()).isEqualTo(200));
		assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
	}

	@Test
	void tokenThatStaysRefusedIsNotTheClientsFault() {
		this.spotify.on(ALBUM).always(Fault.golden("error-401.json"));
		HttpResponse<byte[]> response = this.client.get(ALBUM);
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(error(response).get("reason").asString()).isEqualTo("TOKEN_REFUSED");
		assertThat(this.spotify.requests().to(ALBUM)).hasSize(2);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void answerThatBreaksOffIsNotShortButBroken() {
		byte[] body = bytes(1_000_000);
		this.spotify.on(ALBUM)
			.always(Fault.answer(200, Map.of("Content-Type", "application/octet-stream", "Content-Length", "2000000"),
					body));
		assertThatThrownBy(() -> this.client.get(ALBUM)).hasRootCauseInstanceOf(IOException.class);
	}

	@Test
	void changeWhoseAnswerBreaksOffIsNotAnsweredHalf() {
		String playlists = "/v1/me/playlists";
		this.spotify.on(playlists)
			.always(Fault.answer(201, Map.of("Content-Type", "application/json", "Content-Length", "2000"),
					"{\"id\":".getBytes(StandardCharsets.UTF_8)));
		HttpResponse<byte[]> response = this.client.send("POST", playlists, NOTHING);
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(this.spotify.requests().to(playlists)).hasSize(1);
	}

	@Test
	void smallAnswerHasItsLengthAndLargeOneIsPassedOnAsItComes() {
		assertThat(relayed(7_000).firstValueAsLong("Content-Length")).hasValue(7_000);
		assertThat(relayed(700_000).firstValue("Transfer-Encoding")).hasValue("chunked");
	}

	private HttpHeaders relayed(int length) {
		byte[] json = ("\"" + "a".repeat(length - 2) + "\"").getBytes(StandardCharsets.UTF_8);
		this.spotify.on(ALBUM).always(Fault.answer(200, Map.of("Content-Type", "application/json"), json));
		HttpResponse<byte[]> response = this.client.get(ALBUM);
		assertThat(response.body()).isEqualTo(json);
		return response.headers();
	}

	// Coalescing

	@Test
	void fiveHundredIdenticalReadsAreOneCall() {
		// with fewer threads than callers, the last of them come after the first answer
		try (Gateway roomy = Gateway.start(this.spotify, "server.tomcat.threads.max=600",
				"spotify-gateway.upstream.read-timeout=30s")) {
			Browser visitor = roomy.newBrowser();
			visitor.signIn(SimulatedUser.ALICE);
			RelayClient caller = new RelayClient(roomy.url(), visitor.mintToken("raw"));
			this.spotify.requests().clear();
			CompletableFuture<Void> allAsk = new CompletableFuture<Void>().orTimeout(30, TimeUnit.SECONDS);
			this.spotify.on(ALBUM).always((answer) -> {
				allAsk.join();
				return answer.get();
			});
			List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
			for (int call = 0; call < 500; call++) {
				calls.add(caller.begin(ALBUM));
			}
			await().atMost(Duration.ofSeconds(25)).until(() -> waitingForOneCall() == 499);
			allAsk.complete(null);
			byte[] body = calls.get(0).join().body();
			assertThat(calls).allSatisfy((call) -> {
				assertThat(call.join().statusCode()).isEqualTo(200);
				assertThat(call.join().body()).isEqualTo(body);
			});
			assertThat(this.spotify.requests().to(ALBUM)).hasSize(1);
		}
	}

	@Test
	void readsOfTwoUsersAreNeverOneCall() {
		RelayClient bob = new RelayClient(this.gateway.url(), signedIn(SimulatedUser.BOB).mintToken("raw"));
		this.spotify.requests().clear();
		this.spotify.on("/v1/me").always(Fault.delay(Duration.ofMillis(500)));
		CompletableFuture<HttpResponse<byte[]>> alices = this.client.begin("/v1/me");
		CompletableFuture<HttpResponse<byte[]>> bobs = bob.begin("/v1/me");
		assertThat(new String(alices.join().body())).contains("Alice Liddell");
		assertThat(new String(bobs.join().body())).doesNotContain("Alice");
		assertThat(this.spotify.requests().to("/v1/me")).hasSize(2);
	}

	@Test
	void tagOfOneUserMeansNothingForAnother() {
		RelayClient bob = new RelayClient(this.gateway.url(), signedIn(SimulatedUser.BOB).mintToken("raw"));
		String tag = this.client.get("/v1/me/playlists").headers().firstValue("ETag").orElseThrow();
		HttpResponse<byte[]> response = bob.get("/v1/me/playlists", "If-None-Match", tag);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("ETag")).isNotEmpty().isNotEqualTo(Optional.of(tag));
	}

	@Test
	void readAfterAChangeIsNotServedByOneBeforeIt() {
		this.spotify.on("/v1/me/player").once(Fault.delay(Duration.ofSeconds(3)));
		CompletableFuture<HttpResponse<byte[]>> before = this.client.begin("/v1/me/player");
		await().until(() -> this.spotify.requests().to("/v1/me/player").size() == 1);
		this.client.send("PUT", PAUSE, NOTHING);
		assertThat(this.client.get("/v1/me/player").statusCode()).isEqualTo(200);
		assertThat(before).isNotDone();
		assertThat(this.spotify.requests().to("/v1/me/player")).hasSize(2);
		before.join();
	}

	// The app's own token

	@Test
	void whoHasNoConnectionReadsWithTheAppsToken() {
		this.browser.call("DELETE", "/api/me/connection", null);
		this.spotify.requests().clear();
		assertThat(this.browser.get(ALBUM).statusCode()).isEqualTo(200);
		assertThat(this.browser.get("/v1/artists/a").statusCode()).isEqualTo(200);
		Browser other = signedIn(SimulatedUser.BOB);
		other.call("DELETE", "/api/me/connection", null);
		assertThat(other.get("/v1/tracks/a").statusCode()).isEqualTo(200);
		assertThat(this.spotify.requests().to("/api/token"))
			.filteredOn((request) -> "client_credentials".equals(request.form().get("grant_type")))
			.hasSizeLessThanOrEqualTo(1)
			.allSatisfy((request) -> assertThat(request.form()).doesNotContainKey("scope"));
		HttpResponse<String> refused = this.browser.get("/v1/me/tracks");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.headers().firstValue("Login-Url")).isPresent();
	}

	// Peers that leave or dawdle

	@Test
	void callerThatLeavesOccupiesNothing() throws IOException {
		this.spotify.on(ALBUM).always(Fault.large("application/octet-stream", 5_000_000));
		String token = this.browser.mintToken("raw");
		for (int call = 0; call < 150; call++) {
			try (Socket socket = new Socket(this.gateway.url().getHost(), this.gateway.url().getPort())) {
				socket.getOutputStream()
					.write(("GET " + ALBUM + "?n=" + call + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token
							+ "\r\n\r\n")
						.getBytes(StandardCharsets.US_ASCII));
				socket.getInputStream().readNBytes(10);
			}
		}
		this.spotify.on(ALBUM).never();
		// more than the pool holds have left: none of its connections may be lost
		List<CompletableFuture<HttpResponse<byte[]>>> calls = new ArrayList<>();
		for (int call = 0; call < 20; call++) {
			calls.add(this.client.begin(ALBUM + "?m=" + call));
		}
		assertThat(calls).allSatisfy((call) -> assertThat(call.join().statusCode()).isEqualTo(200));
	}

	/**
	 * How many calls wait for the answer to another one: only their threads know.
	 */
	private static long waitingForOneCall() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((frames) -> Arrays.stream(frames)
				.anyMatch((frame) -> frame.getClassName().endsWith(".CoalescingInterceptor")
						&& frame.getMethodName().equals("join")))
			.count();
	}

	private static JsonNode error(HttpResponse<byte[]> response) {
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		return JsonMapper.shared().readTree(response.body()).get("error");
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}

}
