package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.AppFace;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a signed-in user is told about the Spotify app, and who is told nothing.
 */
class DiagnosticsJourneyTests {

	private static final String PATH = "/api/diagnostics";

	private static final String OLDER = "extended-or-older-development-mode";

	private static final String NEW = "new-development-mode";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private Gateway gateway;

	private Browser browser;

	@BeforeEach
	void start() {
		this.gateway = Gateway.start(this.spotify);
		this.browser = this.gateway.newBrowser();
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void nobodyIsToldAnythingWithoutASession() {
		this.browser.signIn(SimulatedUser.ALICE);
		String token = this.browser.mintToken("read", "player", "library", "playlists", "raw");
		Browser other = this.gateway.newBrowser();
		assertRefused(other.get(PATH), 401, "not-signed-in");
		assertRefused(other.get(PATH, "Authorization", "Bearer " + token), 403, "session-required");
		assertRefused(this.browser.get(PATH, "Authorization", "Bearer " + token), 403, "session-required");
		assertRefused(this.browser.get(PATH, "Authorization", "Bearer wrong"), 401, "invalid-token");
		this.browser.call("POST", "/logout", null);
		assertRefused(this.browser.get(PATH), 401, "not-signed-in");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE" })
	void thereIsNothingToChange(String method) {
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(this.browser.call(method, PATH, null).statusCode()).isEqualTo(405);
	}

	@Test
	void nothingIsWrongAfterASignInThatWorked() {
		this.browser.signIn(SimulatedUser.ALICE);
		await().untilAsserted(() -> assertThat(kind()).isEqualTo(OLDER));
		HttpResponse<String> response = this.browser.get(PATH);
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("private, no-store");
		JsonNode checks = Json.read(response).get("checks");
		assertThat(checks).extracting((check) -> check.get("name").asString() + " " + check.get("state").asString())
			.containsExactly("client-credentials ok", "allow-list ok", "owner-premium ok", "quota ok",
					"redirect-uri ok", "public-url ok", "encryption-keys ok", "reauthorizations ok");
		assertThat(checks).allSatisfy((check) -> {
			assertThat(check.get("cause").asString()).endsWith(".");
			assertThat(check.get("remedy").isNull()).isTrue();
		});
		assertThat(check("redirect-uri").get("redirectUri").asString())
			.isEqualTo(this.gateway.url() + "/login/oauth2/code/spotify");
		assertThat(check("reauthorizations").get("reauthorizeBy").asString()).isNotEmpty();
	}

	@Test
	void spotifyIsNotAskedEachTime() {
		this.browser.signIn(SimulatedUser.ALICE);
		diagnose();
		this.spotify.requests().clear();
		diagnose();
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@Test
	void redirectUriIsUnprovenAfterTheOnlyGrantIsGone() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.call("DELETE", "/api/me/connection", null);
		JsonNode check = check("redirect-uri");
		assertThat(check.get("state").asString()).isEqualTo("unknown");
		assertThat(check.get("remedy").asString()).contains("redirectUri", "dashboard");
	}

	@Test
	void loginShowsAnAppOfTheNewDevelopmentMode() {
		this.spotify.face(AppFace.NEW_DEVELOPMENT_MODE);
		this.browser.signIn(SimulatedUser.ALICE);
		await().untilAsserted(() -> assertThat(kind()).isEqualTo(NEW));
		JsonNode app = diagnose().get("app");
		assertThat(app.get("since").asString()).isNotEmpty();
		assertThat(app.get("evidence")).extracting((evidence) -> evidence.get("observation").asString())
			.containsExactly("stripped-profile");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me", "/v1/me" })
	void profileShowsThatSpotifyChangedTheApp(String path) {
		this.browser.signIn(SimulatedUser.ALICE);
		await().untilAsserted(() -> assertThat(kind()).isEqualTo(OLDER));
		this.spotify.face(AppFace.NEW_DEVELOPMENT_MODE);
		assertThat(this.browser.get(path).statusCode()).isEqualTo(200);
		await().untilAsserted(() -> assertThat(kind()).isEqualTo(NEW));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me", "/v1/me" })
	void profileWithoutItsScopeShowsNothing(String path) {
		this.spotify.grantOnly("user-read-email");
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get(path);
		seeLater();
		assertThat(kind()).isEqualTo("unknown");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /v1/markets, EXTENDED, 200, " + OLDER, "PUT, /v1/me/tracks, OLD_DEVELOPMENT_MODE, 200, " + OLDER,
			"GET, /v1/markets, NEW_DEVELOPMENT_MODE, 403, " + NEW,
			"PUT, /v1/me/tracks, NEW_DEVELOPMENT_MODE, 200, " + NEW })
	void operationOfOlderAppsShowsTheKind(String method, String path, AppFace face, int status, String kind) {
		signInWithOnly("user-library-modify");
		this.spotify.face(face);
		assertThat(this.browser.call(method, path + "?ids=a", null).statusCode()).isEqualTo(status);
		assertThat(this.spotify.requests().to(path)).hasSize(1);
		await().untilAsserted(() -> assertThat(kind()).isEqualTo(kind));
	}

	@Test
	void playlistThatIsForbiddenShowsNothing() {
		String playlist = "/v1/playlists/37i9dQZF1DXcBWIGoYBM5M";
		String path = playlist + "/tracks";
		signInWithOnly("playlist-modify-public");
		this.spotify.on(path).once(Fault.golden("error-403-forbidden.json"));
		this.spotify.on(playlist + "/items").once(Fault.golden("error-403-forbidden.json"));
		assertThat(this.browser.call("PUT", path, "{}").statusCode()).isEqualTo(403);
		assertThat(this.spotify.requests().to(path)).hasSize(1);
		seeLater();
		assertThat(kind()).isEqualTo("unknown");
	}

	@Test
	void userWhoIsNotOnTheListIsNoticedAtTheLogin() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.on("/v1/me").once(Fault.notRegistered());
		this.gateway.newBrowser().signIn(SimulatedUser.BOB);
		await().untilAsserted(() -> assertThat(state("allow-list")).isEqualTo("problem"));
		assertThat(check("allow-list").get("remedy").asString()).contains("User Management");
		assertThat(check("allow-list").get("since").asString()).isNotEmpty();
		assertThat(kind()).isEqualTo("older-development-mode");
		assertHealth("UP");
	}

	@Test
	void userRefusedMoreThanADayAgoIsForgotten() {
		userWhoIsNotOnTheListIsNoticedAtTheLogin();
		this.gateway.database()
			.sql("update app_observation set observed_at = observed_at - interval '25' hour")
			.update();
		assertThat(state("allow-list")).isEqualTo("ok");
		assertThat(diagnose().at("/app/evidence"))
			.allSatisfy((evidence) -> assertThat(evidence.get("olderThanADay").asBoolean()).isTrue());
	}

	@Test
	void lapsedPremiumOfTheOwnerIsAProblemUntilSpotifyAnswersAgain() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.on("/v1/me").once(Fault.ownerPremiumRequired());
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(503);
		await().untilAsserted(() -> assertThat(state("owner-premium")).isEqualTo("problem"));
		assertHealth("DEGRADED");
		this.gateway.database()
			.sql("update app_observation set observed_at = current_timestamp where name = 'CALL_ANSWERED'")
			.update();
		assertThat(state("owner-premium")).isEqualTo("ok");
		assertHealth("UP");
	}

	@Test
	void quotaThatIsUsedUpIsAProblemWithItsOperationAndTheTimeLeft() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.on("/v1/me").once(Fault.quotaExceeded(86_000));
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(429);
		await().untilAsserted(() -> assertThat(kind()).isEqualTo("older-development-mode"));
		JsonNode check = check("quota");
		assertThat(check.get("state").asString()).isEqualTo("problem");
		JsonNode coolDown = check.at("/coolDowns/0");
		assertThat(coolDown.get("operation").asString()).isEqualTo("/v1/me");
		assertThat(coolDown.get("reason").asString()).isEqualTo("quota-exceeded");
		assertThat(coolDown.get("remainingSeconds").asLong()).isBetween(85_900L, 86_000L);
		assertHealth("DEGRADED");
	}

	@Test
	void rateLimitIsAWarningAndTellsNothingAboutTheKindOfApp() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.on("/v1/me").once(Fault.rateLimited(3_600));
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(429);
		this.gateway.database().sql("update cool_down set reason = 'RATE_LIMITED'").update();
		assertThat(state("quota")).isEqualTo("warning");
		assertHealth("UP");
		seeLater("/v1/me/player/currently-playing", "/api/me/now-playing");
		assertThat(diagnose().at("/app/evidence")).extracting((evidence) -> evidence.get("observation").asString())
			.doesNotContain("quota-exceeded");
	}

	@Test
	void refusedCredentialsAreAProblemAndAskedForOnce() {
		this.browser.signIn(SimulatedUser.ALICE);
		assertHealth("UP");
		this.spotify.requests().clear();
		this.spotify.on("/api/token").always(Fault.golden("token-400-invalid-client.json"));
		JsonNode check = check("client-credentials");
		assertThat(check.get("state").asString()).isEqualTo("problem");
		assertThat(check.get("remedy").asString()).contains("SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET");
		assertThat(check("client-credentials").get("since")).isEqualTo(check.get("since"));
		assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
		assertHealth("DEGRADED");
	}

	@Test
	void refreshThatSpotifyRefusesTheGatewayIsBelievedAtOnce() {
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(state("client-credentials")).isEqualTo("ok");
		this.spotify.on("/api/token").always(Fault.golden("token-400-invalid-client.json"));
		this.spotify.expireAccessTokens();
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(503);
		assertHealth("DEGRADED");
		assertThat(state("client-credentials")).isEqualTo("problem");
		this.spotify.on("/api/token").never();
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
		assertHealth("UP");
		assertThat(state("client-credentials")).isEqualTo("ok");
	}

	@Test
	void credentialsAreUnknownWhileSpotifyGivesNoAnswer() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.on("/api/token").always(Fault.html(503));
		assertThat(state("client-credentials")).isEqualTo("unknown");
		assertHealth("UP");
	}

	@Test
	void endOfGrantsIsToldInNumbersAndWithoutNames() {
		this.gateway.newBrowser().signIn(SimulatedUser.BOB);
		this.gateway.database().sql("update connection set state = 'REAUTHORIZE'").update();
		this.browser.signIn(SimulatedUser.ALICE);
		this.gateway.database()
			.sql("update connection set reauthorize_by = current_timestamp + interval '5' day where state = 'CONNECTED'")
			.update();
		JsonNode check = check("reauthorizations");
		assertThat(check.get("state").asString()).isEqualTo("warning");
		assertThat(Stream.of("ended", "dueWithin30Days", "dueWithin7Days", "dueWithin1Day").map(check::get))
			.extracting(JsonNode::asInt)
			.containsExactly(1, 1, 1, 0);
		assertThat(check.get("reauthorizeBy").asString()).isNotEmpty();
		assertThat(this.browser.get(PATH).body()).doesNotContain(SimulatedUser.BOB.accountId(),
				SimulatedUser.ALICE.accountId());
	}

	@Test
	void ownGrantThatEndedIsAProblem() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.gateway.database().sql("update connection set state = 'REAUTHORIZE'").update();
		JsonNode check = check("reauthorizations");
		assertThat(check.get("state").asString()).isEqualTo("problem");
		assertThat(check.get("remedy").asString()).contains(this.gateway.url() + "/oauth2/authorization/spotify");
	}

	@Test
	void sightThatCannotBeNotedFailsNoCall() {
		this.gateway.database().sql("drop table app_observation").update();
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(Json.read(this.browser.get("/actuator/health")).at("/components/spotifyGateway/status").asString())
			.isEqualTo("UNKNOWN");
	}

	@Test
	void whatLastsIsNotedSeldom() {
		this.browser.signIn(SimulatedUser.ALICE);
		await().untilAsserted(() -> assertThat(kind()).isEqualTo(OLDER));
		List<String> before = observations();
		this.browser.get("/api/me");
		this.browser.get("/v1/me");
		seeLater();
		assertThat(observations()).containsAll(before);
	}

	@Test
	void nodesShareWhatTheySee() {
		try (PostgreSql postgres = PostgreSql.start();
				Gateway one = Gateway.start(this.spotify, postgres.settings().toArray(String[]::new));
				Gateway two = Gateway.start(this.spotify,
						Stream
							.concat(postgres.settings().stream(), Stream.of("spotify-gateway.public-url=" + one.url()))
							.toArray(String[]::new))) {
			this.spotify.face(AppFace.NEW_DEVELOPMENT_MODE);
			this.browser = one.newBrowser();
			this.browser.signIn(SimulatedUser.ALICE);
			await().untilAsserted(
					() -> assertThat(Json.read(this.browser.get(two.url().resolve(PATH))).at("/app/kind").asString())
						.isEqualTo(NEW));
			this.spotify.face(AppFace.EXTENDED);
			this.browser.get(two.url().resolve("/api/me"));
			await().untilAsserted(() -> assertThat(kind()).isEqualTo(OLDER));
			this.spotify.on("/v1/me").once(Fault.ownerPremiumRequired());
			this.browser.get(two.url().resolve("/api/me"));
			await().untilAsserted(() -> assertThat(state("owner-premium")).isEqualTo("problem"));
		}
	}

	private void signInWithOnly(String scope) {
		this.spotify.grantOnly(scope);
		URI authorizeUrl = this.browser.startLogin("/oauth2/authorization/spotify?scope=" + scope);
		this.browser.get(this.browser.agree(authorizeUrl, SimulatedUser.ALICE));
	}

	/**
	 * Sights are noted in their order: when one is there, so are those before it.
	 */
	private void seeLater() {
		seeLater("/v1/me", "/api/me");
	}

	private void seeLater(String path, String call) {
		this.spotify.on(path).once(Fault.notRegistered());
		this.browser.get(call);
		await().untilAsserted(() -> assertThat(state("allow-list")).isEqualTo("problem"));
	}

	private List<String> observations() {
		return this.gateway.database()
			.sql("select name || ' ' || since || ' ' || observed_at from app_observation")
			.query(String.class)
			.list();
	}

	private JsonNode diagnose() {
		HttpResponse<String> response = this.browser.get(PATH);
		assertThat(response.statusCode()).isEqualTo(200);
		return Json.read(response);
	}

	private String kind() {
		return diagnose().at("/app/kind").asString();
	}

	private String state(String name) {
		return check(name).get("state").asString();
	}

	private JsonNode check(String name) {
		return diagnose().get("checks")
			.valueStream()
			.filter((check) -> check.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private void assertHealth(String status) {
		HttpResponse<String> response = this.browser.get("/actuator/health");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Json.read(response).get("status").asString()).isEqualTo(status);
		assertThat(Json.read(response).at("/components/spotifyGateway/status").asString()).isEqualTo(status);
		for (String group : List.of("/liveness", "/readiness")) {
			assertThat(Json.read(this.browser.get("/actuator/health" + group)).get("status").asString())
				.isEqualTo("UP");
		}
	}

	private static void assertRefused(HttpResponse<String> response, int status, String type) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Json.read(response).get("type").asString()).isEqualTo("urn:spotify-gateway:problem:" + type);
		assertThat(response.body()).doesNotContain("checks");
	}

}
