package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.spotifygateway.simulator.AppFace;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One call of a client that becomes many calls to Spotify: how many, with whose token,
 * and what becomes of them when Spotify takes no more.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TranslationBudgetJourneyTests {

	private static final int AT_ONCE = 4;

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private Gateway gateway;

	private Browser browser;

	private RelayClient client;

	@BeforeAll
	void start() {
		this.spotify.face(AppFace.NEW_DEVELOPMENT_MODE);
		this.gateway = Gateway.start(this.spotify, "spotify-gateway.caller-limit.calls=100000");
		this.browser = this.gateway.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
		this.client = new RelayClient(this.gateway.url(), this.browser.mintToken("read"));
	}

	@BeforeEach
	void forget() {
		this.spotify.requests().clear();
	}

	@AfterEach
	void heal() {
		this.spotify.on("/v1/tracks/cool10").never();
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void batchOfFiftyIsFiftyCallsAndSoonAfterNone() {
		HttpResponse<byte[]> response = this.client.get("/v1/tracks?ids=" + ids("fifty", 50));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Translated-To")).hasValue("get-track;calls=50");
		assertThat(singleReads("/v1/tracks/")).hasSize(50);
		this.spotify.requests().clear();
		HttpResponse<byte[]> again = this.client.get("/v1/tracks?ids=" + ids("fifty", 50));
		assertThat(again.body()).isEqualTo(response.body());
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@Test
	void batchThatMeetsACoolDownCallsNoFurtherAndLaterGoesOnWhereItStopped() {
		this.spotify.on("/v1/tracks/cool10").once(Fault.rateLimited(10));
		String batch = "/v1/tracks?ids=" + ids("cool", 50);
		HttpResponse<byte[]> refused = this.client.get(batch);
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
		assertThat(error(refused).get("status").asInt()).isEqualTo(429);
		int before = singleReads("/v1/tracks/").size();
		assertThat(before).isBetween(11 - AT_ONCE, 50);
		assertThat(this.client.get(batch).statusCode()).isEqualTo(429);
		assertThat(singleReads("/v1/tracks/")).hasSize(before);
		await().atMost(Duration.ofSeconds(50)).until(() -> this.client.get(batch).statusCode() == 200);
		List<String> all = singleReads("/v1/tracks/");
		System.out.println(
				"TRANSLATION budget: a batch of 50 with a cool-down in between: " + all.size() + " calls to Spotify");
		assertThat(all).contains(batchTargets("cool", 50)).hasSize(50 + 1);
	}

	@Test
	void whatIsTheSameForEverybodyIsReadWithTheAppsToken() {
		this.client.get("/v1/me");
		String users = authorization("/v1/me");
		this.client.get("/v1/artists?ids=app1");
		assertThat(authorization("/v1/artists/app1")).isNotEqualTo(users);
		this.client.get("/v1/tracks?ids=market1&market=from_token");
		assertThat(authorization("/v1/tracks/market1")).isEqualTo(users);
		this.client.get("/v1/episodes?ids=own1");
		assertThat(authorization("/v1/episodes/own1")).isEqualTo(users);
	}

	@Test
	void whatAUserReadsHasNoPartInWhatEverybodyGets() {
		this.spotify.on("/v1/tracks/both1").always(Fault.delay(Duration.ofSeconds(3)));
		CompletableFuture<HttpResponse<byte[]>> own = this.client.begin("/v1/tracks/both1");
		await().until(() -> singleReads("/v1/tracks/both1").size() == 1);
		assertThat(this.client.get("/v1/tracks?ids=both1").statusCode()).isEqualTo(200);
		assertThat(own.join().statusCode()).isEqualTo(200);
		assertThat(this.spotify.requests().to("/v1/tracks/both1"))
			.extracting((read) -> read.headers().get("Authorization"))
			.hasSize(2)
			.doesNotHaveDuplicates();
	}

	@Test
	void whatDependsOnTheUserIsReadForEachUser() {
		Browser bob = this.gateway.newBrowser();
		bob.signIn(SimulatedUser.BOB);
		RelayClient bobs = new RelayClient(this.gateway.url(), bob.mintToken("read"));
		assertThat(this.client.get("/v1/shows?ids=show1").statusCode()).isEqualTo(200);
		assertThat(bobs.get("/v1/shows?ids=show1").statusCode()).isEqualTo(200);
		assertThat(singleReads("/v1/shows/")).hasSize(2);
	}

	@Test
	void batchStopsAtTheFirstError() {
		this.spotify.on("/v1/albums/stop0").always(Fault.golden("error-403-insufficient-scope.json"));
		try (Gateway patient = Gateway.start(this.spotify, "spotify-gateway.translation.at-once=1")) {
			Browser visitor = patient.newBrowser();
			visitor.signIn(SimulatedUser.ALICE);
			RelayClient patiently = new RelayClient(patient.url(), visitor.mintToken("read"));
			assertThat(patiently.get("/v1/albums?ids=" + ids("stop", 20)).statusCode()).isEqualTo(403);
			assertThat(singleReads("/v1/albums/")).containsExactly("/v1/albums/stop0");
		}
	}

	@Test
	void errorOfOneReadIsTheAnswer() {
		this.spotify.on("/v1/albums/bad2").always(Fault.golden("error-502.json"));
		HttpResponse<byte[]> response = this.client.get("/v1/albums?ids=bad1,bad2,bad3");
		assertThat(response.statusCode()).isEqualTo(502);
		this.spotify.on("/v1/albums/bad2").never();
		assertThat(this.client.get("/v1/albums?ids=bad1,bad2,bad3").statusCode()).isEqualTo(200);
	}

	@Test
	void callsOfATranslationCountAgainstTheCallersShare() {
		try (Gateway frugal = Gateway.start(this.spotify, "spotify-gateway.caller-limit.calls=20",
				"spotify-gateway.caller-limit.period=1h")) {
			Browser visitor = frugal.newBrowser();
			visitor.signIn(SimulatedUser.ALICE);
			RelayClient frugally = new RelayClient(frugal.url(), visitor.mintToken("read"));
			this.spotify.requests().clear();
			HttpResponse<byte[]> response = frugally.get("/v1/tracks?ids=" + ids("share", 50));
			assertThat(response.statusCode()).isEqualTo(429);
			assertThat(error(response).get("reason").asString()).isEqualTo("CALLER_LIMIT");
			assertThat(singleReads("/v1/tracks/")).hasSizeLessThanOrEqualTo(20);
		}
	}

	@Test
	void translationsAreCountedByOperation() {
		assertThat(this.client.get("/v1/shows?ids=counted1").statusCode()).isEqualTo(200);
		assertThat(this.gateway.bean(MeterRegistry.class)
			.get("spotify.gateway.translation")
			.tags("operation", "get-multiple-shows", "status", "2xx")
			.timer()
			.count()).isPositive();
	}

	@Test
	void operationsTellHowTheyAreOffered() {
		await().atMost(Duration.ofMinutes(2)).until(() -> "instead".equals(offered("get-several-tracks")));
		assertThat(operation("get-several-tracks").get("insteadBy").get(0).asString()).isEqualTo("get-track");
		assertThat(operation("get-recommendations").get("offered").asString()).isEqualTo("withdrawn");
		assertThat(operation("get-recommendations").get("allowed").asBoolean()).isFalse();
		assertThat(offered("get-track")).isEqualTo("directly");
		JsonNode following = operation("check-if-user-follows-playlist");
		assertThat(following.get("allowed").asBoolean()).isFalse();
		assertThat(following.get("missingScopes").get(0).asString()).isEqualTo("user-library-read");
	}

	@Test
	void callThatWouldBecomeTooManyIsRefusedBeforeTheFirst() {
		try (Gateway frugal = Gateway.start(this.spotify, "spotify-gateway.translation.max-calls=5")) {
			Browser visitor = frugal.newBrowser();
			visitor.signIn(SimulatedUser.ALICE);
			RelayClient frugally = new RelayClient(frugal.url(), visitor.mintToken("read"));
			HttpResponse<byte[]> response = frugally.get("/v1/tracks?ids=" + ids("many", 6));
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(error(response).get("reason").asString()).isEqualTo("TRANSLATION_BUDGET");
			assertThat(singleReads("/v1/tracks/many")).isEmpty();
			assertThat(frugally.get("/v1/tracks?ids=" + ids("many", 5)).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void nothingIsTranslatedWhereThatIsOff() {
		try (Gateway plain = Gateway.start(this.spotify, "spotify-gateway.translation.enabled=false")) {
			Browser visitor = plain.newBrowser();
			visitor.signIn(SimulatedUser.ALICE);
			RelayClient plainly = new RelayClient(plain.url(), visitor.mintToken("read"));
			this.spotify.requests().clear();
			assertThat(plainly.get("/v1/tracks?ids=plain1").statusCode()).isEqualTo(403);
			assertThat(this.spotify.requests().all()).extracting(RecordedRequest::target)
				.containsExactly("/v1/tracks?ids=plain1");
			JsonNode playlist = Json.parse(new String(plainly.get("/v1/playlists/plain1").body()));
			assertThat(playlist.has("items")).isTrue();
			assertThat(playlist.has("tracks")).isFalse();
		}
	}

	private String offered(String id) {
		return operation(id).get("offered").asString();
	}

	private JsonNode operation(String id) {
		JsonNode listing = Json.parse(new String(this.client.get("/api/operations").body()));
		return listing.get("operations")
			.valueStream()
			.filter((operation) -> operation.get("id").asString().equals(id))
			.findFirst()
			.orElseThrow();
	}

	private List<String> singleReads(String prefix) {
		return this.spotify.requests()
			.all()
			.stream()
			.map(RecordedRequest::target)
			.filter((target) -> target.startsWith(prefix))
			.toList();
	}

	private String authorization(String path) {
		return this.spotify.requests().to(path).get(0).headers().get("Authorization");
	}

	private static String ids(String name, int count) {
		return IntStream.range(0, count).mapToObj((index) -> name + index).collect(Collectors.joining(","));
	}

	private static String[] batchTargets(String name, int count) {
		return IntStream.range(0, count).mapToObj((index) -> "/v1/tracks/" + name + index).toArray(String[]::new);
	}

	private static JsonNode error(HttpResponse<byte[]> response) {
		return Json.parse(new String(response.body())).get("error");
	}

}
