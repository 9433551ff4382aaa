package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What is kept of a grant, and what becomes of it at each refresh.
 */
class StorageJourneyTests {

	private static final Duration NEARLY_OVER = Duration.ofSeconds(30);

	private static final Duration AN_HOUR = Duration.ofHours(1);

	private final Gateway gateway = Gateway.shared();

	private final SpotifySimulator spotify = this.gateway.spotify();

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	void forgetGrants() {
		this.gateway.database().sql("delete from connection").update();
	}

	// What is kept

	@Test
	void databaseHoldsNoTokenAndNoSecretInClear() {
		this.browser.signIn(SimulatedUser.ALICE);
		String apiToken = this.browser.mintToken();
		signInWithTokenNearlyOver();
		assertOk(this.browser.get("/api/me"));
		String dump = DatabaseDump.of(this.gateway.database());
		assertThat(List.of("v1.test.", "sgw_pat_", SimulatedUser.ALICE.accountId())).allMatch(dump::contains);
		assertThat(List.of("SIMACCESS-", "SIMREFRESH-", "SIMCODE-", apiToken, apiToken.substring("sgw_pat_".length()),
				this.spotify.clientSecret()))
			.noneMatch(dump::contains);
	}

	@Test
	void databaseHoldsNothingThatOpensASession() {
		this.browser.signIn(SimulatedUser.ALICE);
		String cookie = this.browser.cookies().get("__Host-sgw-session");
		assertThat(DatabaseDump.of(this.gateway.database())).doesNotContain(cookie);
	}

	@Test
	void grantEndsSixCalendarMonthsAfterItsAuthorization() {
		Instant before = Instant.now().minusMillis(1);
		this.browser.signIn(SimulatedUser.ALICE);
		JsonNode connection = Json.read(this.browser.get("/api/me/connection"));
		Instant authorizedAt = Instant.parse(connection.get("authorizedAt").asString());
		assertThat(authorizedAt).isBetween(before, Instant.now().plusMillis(1));
		assertThat(Instant.parse(connection.get("reauthorizeBy").asString()))
			.isEqualTo(authorizedAt.atOffset(ZoneOffset.UTC).plusMonths(6).toInstant());
	}

	@Test
	void disconnectDeletesGrantAndApiTokens() {
		this.browser.signIn(SimulatedUser.ALICE);
		String apiToken = this.browser.mintToken();
		assertThat(this.browser.call("DELETE", "/api/me/connection", null).statusCode()).isEqualTo(204);
		assertThat(this.gateway.database().sql("select count(*) from connection").query(Long.class).single()).isZero();
		assertThat(this.gateway.database().sql("select count(*) from api_token").query(Long.class).single()).isZero();
		HttpResponse<String> inBrowser = this.browser.get("/api/me");
		assertThat(inBrowser.statusCode()).isEqualTo(401);
		assertThat(problem(inBrowser)).isEqualTo("not-connected");
		HttpResponse<String> byToken = byToken(apiToken);
		assertThat(byToken.statusCode()).isEqualTo(401);
		assertThat(problem(byToken)).isEqualTo("invalid-token");
	}

	// Ciphertexts in the wrong place

	@ParameterizedTest
	@ValueSource(strings = { "access_token", "refresh_token" })
	void ciphertextOfAnotherUserOpensNothing(String column) {
		Browser bob = this.gateway.newBrowser();
		bob.signIn(SimulatedUser.BOB);
		this.browser.signIn(SimulatedUser.ALICE);
		swap(column, SimulatedUser.ALICE, SimulatedUser.BOB);
		assertOpensNothing(this.browser);
		assertOpensNothing(bob);
	}

	@Test
	void ciphertextsOfAnotherUsersWholeGrantOpenNothing() {
		Browser bob = this.gateway.newBrowser();
		bob.signIn(SimulatedUser.BOB);
		this.browser.signIn(SimulatedUser.ALICE);
		swap("access_token", SimulatedUser.ALICE, SimulatedUser.BOB);
		swap("refresh_token", SimulatedUser.ALICE, SimulatedUser.BOB);
		assertOpensNothing(this.browser);
		assertOpensNothing(bob);
	}

	@Test
	void ciphertextInTheOtherColumnOpensNothing() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.gateway.database()
			.sql("update connection set access_token = refresh_token, refresh_token = access_token")
			.update();
		assertOpensNothing(this.browser);
	}

	@Test
	void signingInAgainHealsAGrantThatDoesNotOpen() {
		this.browser.signIn(SimulatedUser.ALICE);
		String apiToken = this.browser.mintToken();
		this.gateway.database().sql("update connection set access_token = refresh_token").update();
		assertOpensNothing(this.browser);
		this.browser.signIn(SimulatedUser.ALICE);
		assertOk(this.browser.get("/api/me"));
		assertOk(byToken(apiToken));
	}

	// Restarts

	@Test
	void restartKeepsSessionsGrantsAndApiTokens(@TempDir Path directory) {
		Browser before;
		String apiToken;
		String port;
		try (Gateway first = Gateway.start(this.spotify, inFile(directory))) {
			before = first.newBrowser();
			before.signIn(SimulatedUser.ALICE);
			apiToken = before.mintToken();
			port = Integer.toString(first.url().getPort());
			this.spotify.requests().clear();
		}
		try (Gateway second = Gateway.start(this.spotify, inFile(directory), "server.port=" + port,
				"spotify-gateway.public-url=http://127.0.0.1:" + port)) {
			assertThat(second.spotify()).isSameAs(this.spotify);
			assertThat(Json.read(before.get("/api/me")).get("id").asString()).isEqualTo("alice");
			before.cookies().clear();
			HttpResponse<String> byToken = before.get("/api/me", "Authorization", "Bearer " + apiToken);
			assertThat(Json.read(byToken).get("id").asString()).isEqualTo("alice");
		}
		assertThat(this.spotify.requests().to("/api/token")).isEmpty();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void keyFileIsMadeForItsOwnerOnlyAndUsedAgain(@TempDir Path directory, CapturedOutput output) throws Exception {
		Path file = directory.resolve("sub/keys");
		String[] settings = { inFile(directory), "spotify-gateway.keys.ring=", "spotify-gateway.keys.file=" + file };
		try (Gateway first = Gateway.start(this.spotify, settings)) {
			first.newBrowser().signIn(SimulatedUser.ALICE);
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
			.isEqualTo("rwx------");
		assertThat(output.getOut()).containsOnlyOnce("Made a new encryption key in " + file)
			.containsPattern("WARN .*Made a new encryption key in ");
		String key = Files.readString(file);
		assertThat(output).doesNotContain(key.strip().split(":", 2)[1]);
		try (Gateway second = Gateway.start(this.spotify, settings)) {
			assertThat(second.database().sql("select key_id from connection").query(String.class).single())
				.isEqualTo(key.split(":", 2)[0]);
		}
		assertThat(Files.readString(file)).isEqualTo(key);
		assertThat(output.getOut()).containsOnlyOnce("Made a new encryption key");
	}

	// Refreshes

	@Test
	void refreshesATokenThatIsNearlyOverAndThenNoMore() {
		signInWithTokenNearlyOver();
		assertOk(this.browser.get("/api/me"));
		assertThat(refreshes()).hasSize(1);
		assertThat(refreshes().get(0).form()).contains(entry("grant_type", "refresh_token"));
		assertOk(this.browser.get("/api/me"));
		assertThat(refreshes()).hasSize(1);
	}

	@Test
	void doesNotRefreshATokenThatIsGood() {
		this.spotify.accessTokenLifetime(Duration.ofSeconds(90));
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.requests().clear();
		assertOk(this.browser.get("/api/me"));
		assertThat(refreshes()).isEmpty();
	}

	@Test
	void keepsTheRefreshTokenWhenNoneComes() {
		List<String> tokens = refreshTokensOfTwoRefreshes();
		assertThat(tokens.get(1)).startsWith("SIMREFRESH-").isEqualTo(tokens.get(0));
	}

	@Test
	void keepsTheRefreshTokenWhenAnEmptyOneComes() {
		this.spotify.emptyRefreshToken(true);
		List<String> tokens = refreshTokensOfTwoRefreshes();
		assertThat(tokens.get(1)).startsWith("SIMREFRESH-").isEqualTo(tokens.get(0));
	}

	@Test
	void keepsTheRefreshTokenWhenNullComes() {
		signInWithTokenNearlyOver();
		this.spotify.on("/api/token").once(tokens("""
				{"access_token":"SIMACCESS-x","token_type":"Bearer","expires_in":30,"refresh_token":null}"""));
		this.browser.get("/api/me");
		assertOk(this.browser.get("/api/me"));
		assertThat(refreshes()).hasSize(2);
	}

	@Test
	void replacesTheRefreshTokenWhenANewOneComes() {
		this.spotify.rotateRefreshTokens(true);
		List<String> tokens = refreshTokensOfTwoRefreshes();
		assertThat(tokens.get(1)).startsWith("SIMREFRESH-").isNotEqualTo(tokens.get(0));
	}

	@Test
	void refreshChangesNeitherScopesNorTheTimeOfAuthorization() {
		signInWithTokenNearlyOver();
		String before = this.browser.get("/api/me/connection").body();
		assertOk(this.browser.get("/api/me"));
		assertThat(refreshes()).hasSize(1);
		assertThat(this.browser.get("/api/me/connection").body()).isEqualTo(before);
	}

	@Test
	void takesATokenWithoutLifetimeToLastFiveMinutes() {
		signInWithTokenNearlyOver();
		this.spotify.on("/api/token").once(tokens("{\"access_token\":\"SIMACCESS-short\",\"token_type\":\"Bearer\"}"));
		this.spotify.on("/v1/me").once(Fault.body(200, "application/json", "{\"id\":\"alice\",\"product\":\"free\"}"));
		this.browser.get("/api/me");
		Instant expiresAt = this.gateway.database()
			.sql("select access_expires_at from connection")
			.query(Instant.class)
			.single();
		assertThat(expiresAt).isBetween(Instant.now().plusSeconds(240), Instant.now().plusSeconds(301));
	}

	@Test
	void fiftyParallelRequestsMakeOneRefresh() {
		signInWithTokenNearlyOver();
		this.spotify.on("/api/token").once(Fault.delay(Duration.ofMillis(500)));
		assertThat(inParallel(50)).hasSize(50).containsOnly(200);
		assertThat(refreshes()).hasSize(1);
	}

	// The end of a grant

	@Test
	void revokedGrantAsksForANewSignInAfterOneTokenCall() {
		signInWithTokenNearlyOver();
		this.spotify.revoke(SimulatedUser.ALICE);
		assertReauthorizationRequired(this.browser.get("/api/me"));
		assertThat(refreshes()).hasSize(1);
		assertReauthorizationRequired(this.browser.get("/api/me"));
		assertThat(refreshes()).hasSize(1);
		assertThat(row(SimulatedUser.ALICE)).containsEntry("state", "REAUTHORIZE");
		assertThat(Json.read(this.browser.get("/api/me/connection")).get("state").asString()).isEqualTo("reauthorize");
	}

	@Test
	void signingInAgainHealsARevokedGrantAndItsApiTokens() {
		signInWithTokenNearlyOver();
		String apiToken = this.browser.mintToken();
		this.spotify.revoke(SimulatedUser.ALICE);
		assertReauthorizationRequired(byToken(apiToken));
		this.browser.signIn(SimulatedUser.ALICE);
		assertOk(this.browser.get("/api/me"));
		assertOk(byToken(apiToken));
		assertThat(row(SimulatedUser.ALICE)).containsEntry("state", "CONNECTED");
	}

	// Trouble at the token endpoint

	static Stream<Named<Fault>> troubles() {
		return Stream.of(Named.of("invalid_client", Fault.golden("token-400-invalid-client.json")),
				Named.of("no client credentials", Fault.golden("token-400-no-client-credentials.json")),
				Named.of("unsupported_grant_type", Fault.golden("token-400-unsupported-grant-type.json")),
				Named.of("401", Fault.status(401)), Named.of("429", Fault.rateLimited(5)),
				Named.of("500", Fault.status(500)), Named.of("503", Fault.status(503)),
				Named.of("HTML with 502", Fault.html(502)), Named.of("HTML with 200", Fault.html(200)),
				Named.of("nothing with 200", Fault.status(200)), Named.of("half an answer", Fault.malformedJson()),
				Named.of("reset connection", Fault.reset()), Named.of("an empty object", tokens("{}")),
				Named.of("no type", tokens("{\"access_token\":\"SIMACCESS-x\",\"expires_in\":3600}")),
				Named.of("an empty token",
						tokens("{\"access_token\":\"\",\"token_type\":\"Bearer\",\"expires_in\":3600}")),
				Named.of("another kind of token",
						tokens("{\"access_token\":\"SIMACCESS-x\",\"token_type\":\"mac\",\"expires_in\":3600}")),
				Named.of("a list instead of a token",
						tokens("{\"access_token\":[\"SIMACCESS-x\"],\"token_type\":\"Bearer\",\"expires_in\":3600}")),
				Named.of("an object instead of a refresh token", tokens("""
						{"access_token":"SIMACCESS-x","token_type":"Bearer","expires_in":3600,"refresh_token":{}}""")),
				Named.of("a megabyte", tokens("{\"access_token\":\"" + "x".repeat(1 << 20)
						+ "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
	}

	@ParameterizedTest
	@MethodSource("troubles")
	void troubleAtTheTokenEndpointLeavesTheGrantAsItWas(Fault trouble) {
		signInWithTokenOver();
		Map<String, Object> before = row(SimulatedUser.ALICE);
		this.spotify.on("/api/token").always(trouble);
		assertTokenEndpointUnavailable(this.browser.get("/api/me"));
		assertThat(row(SimulatedUser.ALICE)).isEqualTo(before);
		assertThat(this.spotify.requests().to("/v1/me")).isEmpty();
		this.spotify.on("/api/token").never();
		assertOk(this.browser.get("/api/me"));
	}

	@Test
	void refusedClientIsSaidToBeTheOperatorsBusiness() {
		signInWithTokenOver();
		this.spotify.on("/api/token").once(Fault.golden("token-400-invalid-client.json"));
		JsonNode problem = Json.read(this.browser.get("/api/me"));
		assertThat(problem.get("detail").asString()).contains("client id or client secret");
		assertThat(problem.get("remedy").asString()).contains("operator");
	}

	@Test
	void tokenThatIsNearlyOverServesWhileItCannotBeRefreshed() {
		signInWithTokenNearlyOver();
		this.spotify.on("/api/token").always(Fault.status(503));
		assertOk(this.browser.get("/api/me"));
		assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
	}

	private void signInWithTokenOver() {
		signInWithTokenNearlyOver();
		this.gateway.database()
			.sql("update connection set access_issued_at = current_timestamp - interval '1' hour,"
					+ " access_expires_at = current_timestamp - interval '1' minute")
			.update();
	}

	private void signInWithTokenNearlyOver() {
		this.spotify.accessTokenLifetime(NEARLY_OVER);
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.accessTokenLifetime(AN_HOUR);
		this.spotify.requests().clear();
	}

	private List<String> refreshTokensOfTwoRefreshes() {
		this.spotify.accessTokenLifetime(NEARLY_OVER);
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.requests().clear();
		assertOk(this.browser.get("/api/me"));
		assertOk(this.browser.get("/api/me"));
		return refreshes().stream().map((request) -> request.form().get("refresh_token")).toList();
	}

	private List<RecordedRequest> refreshes() {
		return this.spotify.requests().to("/api/token");
	}

	private List<Integer> inParallel(int count) {
		CountDownLatch start = new CountDownLatch(count);
		ExecutorService executor = Executors.newFixedThreadPool(count);
		try {
			List<CompletableFuture<Integer>> answers = Stream.generate(this::otherTab)
				.limit(count)
				.map((tab) -> CompletableFuture.supplyAsync(() -> statusAfter(start, tab), executor))
				.toList();
			return answers.stream().map(CompletableFuture::join).toList();
		}
		finally {
			executor.shutdown();
		}
	}

	private Browser otherTab() {
		Browser tab = this.gateway.newBrowser();
		tab.cookies().putAll(this.browser.cookies());
		return tab;
	}

	private static int statusAfter(CountDownLatch start, Browser tab) {
		start.countDown();
		try {
			start.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return tab.get("/api/me").statusCode();
	}

	private HttpResponse<String> byToken(String apiToken) {
		return this.gateway.newBrowser().get("/api/me", "Authorization", "Bearer " + apiToken);
	}

	private void swap(String column, SimulatedUser one, SimulatedUser other) {
		Object ofOne = row(one).get(column);
		Object ofOther = row(other).get(column);
		write(column, one, ofOther);
		write(column, other, ofOne);
	}

	private void write(String column, SimulatedUser user, Object ciphertext) {
		int rows = this.gateway.database()
			.sql("update connection set " + column + " = ? where principal_name = ?")
			.params(ciphertext, user.accountId())
			.update();
		assertThat(rows).isEqualTo(1);
	}

	private Map<String, Object> row(SimulatedUser user) {
		return this.gateway.database()
			.sql("select * from connection where principal_name = ?")
			.param(user.accountId())
			.query()
			.singleRow();
	}

	private void assertOpensNothing(Browser owner) {
		this.spotify.requests().clear();
		for (String path : List.of("/api/me", "/api/me/email", "/api/me/now-playing")) {
			assertReauthorizationRequired(owner.get(path));
		}
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	private void assertReauthorizationRequired(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
		assertThat(problem(response)).isEqualTo("reauthorization-required");
		assertThat(Json.read(response).get("loginUrl").asString())
			.isEqualTo(this.gateway.url() + "/oauth2/authorization/spotify");
	}

	private static void assertTokenEndpointUnavailable(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
		assertThat(problem(response)).isEqualTo("token-endpoint-unavailable");
		assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
	}

	private static void assertOk(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
	}

	private static String problem(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		return Json.read(response).get("type").asString().replace("urn:spotify-gateway:problem:", "");
	}

	private static String inFile(Path directory) {
		return "spring.datasource.url=jdbc:h2:file:" + directory.resolve("db") + ";WRITE_DELAY=0";
	}

	private static Fault tokens(String json) {
		return Fault.body(200, "application/json", json);
	}

}
