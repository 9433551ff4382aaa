package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * API tokens from their making to their end, and everything that is not one.
 */
class ApiTokenJourneyTests {

	private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final String UNKNOWN = signed("sgw_pat_" + "A".repeat(30));

	private static final int MOST = 20;

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	@AfterEach
	void forgetEveryone() {
		this.gateway.database().sql("delete from connection").update();
	}

	@Test
	void tokenReadsWhatItsOwnerMayRead() {
		String token = signInAndMint();
		for (String path : List.of("/api/me", "/api/me/email", "/api/me/connection", "/api/me/now-playing")) {
			assertThat(read(path, token).statusCode()).as(path).isEqualTo(200);
		}
		assertThat(Json.read(read("/api/me", token)).get("id").asString()).isEqualTo("alice");
	}

	@Test
	void tokenKeepsWorkingAfterItsOwnerSignsInAgain() {
		String token = signInAndMint();
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(read("/api/me", token).statusCode()).isEqualTo(200);
	}

	@Test
	void tokenGetsNoCookies() {
		assertThat(read("/api/me", signInAndMint()).headers().allValues("Set-Cookie")).isEmpty();
	}

	@Test
	void tokenHasThePublishedFormWithAValidChecksum() {
		String token = signInAndMint();
		assertThat(token).matches("sgw_pat_[0-9A-Za-z]{36}").isEqualTo(signed(token.substring(0, 38)));
	}

	@Test
	void answerToMintingIsNotStoredAnywhere() {
		this.browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = mint("{\"name\":\"test\"}");
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("private, no-store");
	}

	@Test
	void listingShowsEverythingButTheSecret() {
		String token = signInAndMint();
		HttpResponse<String> listing = this.browser.get("/api/tokens");
		JsonNode listed = Json.read(listing).get("tokens").get(0);
		assertThat(listed.propertyNames()).containsExactlyInAnyOrder("id", "name", "hint", "scopes", "createdAt",
				"expiresAt", "lastUsedAt");
		assertThat(listed.get("hint").asString()).isEqualTo("sgw_pat_…" + token.substring(40));
		assertThat(listing.body()).doesNotContain(token, token.substring(8, 38));
	}

	@Test
	void listingShowsOwnTokensOnly() {
		signInAndMint();
		Browser other = this.gateway.newBrowser();
		other.signIn(SimulatedUser.BOB);
		assertThat(Json.read(other.get("/api/tokens")).get("tokens").isEmpty()).isTrue();
	}

	@Test
	void databaseHoldsOnlyTheHash() throws Exception {
		String token = signInAndMint();
		String dump = String.join("\n", this.gateway.database().sql("script").query(String.class).list());
		byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
		assertThat(dump).contains(HexFormat.of().formatHex(hash))
			.doesNotContain(token, token.substring(8, 38), HexFormat.of().formatHex(bytes));
	}

	@Test
	void tokenLivesNinetyDaysUnlessAskedOtherwise() {
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(lifetime(mint("{\"name\":\"test\"}"))).isEqualTo(Duration.ofDays(90));
		assertThat(lifetime(mint("{\"name\":\"test\",\"expiresInDays\":null}"))).isEqualTo(Duration.ofDays(90));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 365 })
	void tokenLivesAsLongAsAsked(int days) {
		this.browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = mint("{\"name\":\"test\",\"expiresInDays\":" + days + "}");
		assertThat(lifetime(response)).isEqualTo(Duration.ofDays(days));
		assertThat(Instant.parse(Json.read(response).get("createdAt").asString())).isCloseTo(Instant.now(),
				within(1, ChronoUnit.MINUTES));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "366", "0", "-1", "2147483647", "2147483648", "99999999999999999999", "\"forever\"", "{}" })
	void lifetimeOutOfBoundsIsRefused(String days) {
		this.browser.signIn(SimulatedUser.ALICE);
		assertRefused(mint("{\"name\":\"test\",\"expiresInDays\":" + days + "}"));
	}

	@ParameterizedTest
	@MethodSource("acceptedNames")
	void nameOfPrintableCharactersIsAccepted(String name) {
		this.browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = mint(JsonMapper.shared().writeValueAsString(Map.of("name", name)));
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(Json.read(this.browser.get("/api/tokens")).get("tokens").get(0).get("name").asString())
			.isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "      ", "a\nb", "a\r\nb", "a\n", "\ta", "a\u0000b", "\u001b[31mred\u001b[0m",
			"a\u0085b", "a\u2028b", "a\u007fb", "1234567890123456789012345678901234567890123456789012345678901" })
	void nameThatIsBlankOrLongOrNotPrintableIsRefused(String name) {
		this.browser.signIn(SimulatedUser.ALICE);
		assertRefused(mint(JsonMapper.shared().writeValueAsString(Map.of("name", name))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "{}", "{\"name\":null}", "\"test\"", "{\"name\":{}}" })
	void requestThatIsNotWhatIsAskedForIsRefused(String json) {
		this.browser.signIn(SimulatedUser.ALICE);
		assertRefused(mint(json));
	}

	@Test
	void tokenReadsAndNoMoreUnlessAskedOtherwise() {
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(scopes(mint("{\"name\":\"test\"}"))).containsExactly("read");
		assertThat(scopes(mint("{\"name\":\"test\",\"scopes\":null}"))).containsExactly("read");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "\"player\";player", "\"raw\",\"read\";read,raw", "\"read\",\"read\";read",
			"\"raw\",\"playlists\",\"library\",\"player\",\"read\";read,player,library,playlists,raw" })
	void tokenHasTheScopesItWasAskedFor(String asked, String given) {
		this.browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = mint("{\"name\":\"test\",\"scopes\":[" + asked + "]}");
		assertThat(scopes(response)).containsExactly(given.split(","));
		JsonNode listed = Json.read(this.browser.get("/api/tokens")).at("/tokens/0/scopes");
		assertThat(listed).isEqualTo(Json.read(response).get("scopes"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"\"", "\"\",\"\"", "null", "\"write\"", "\"READ\"", "\"read player\"",
			"\"read\",\"user-read-email\"", "\"SCOPE_read\"", "1" })
	void scopesThatDoNotExistAreRefusedWithThoseThatDo(String asked) {
		this.browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = mint("{\"name\":\"test\",\"scopes\":[" + asked + "]}");
		assertRefused(response);
		JsonNode problem = Json.read(response);
		assertThat(problem.get("detail").asString()).contains("read, player, library, playlists, raw");
		assertThat(problem.get("allowedScopes")).extracting(JsonNode::asString)
			.containsExactly("read", "player", "library", "playlists", "raw");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me", "/api/me/email", "/api/me/connection", "/api/me/now-playing", "/api/session" })
	void readingNeedsTheScopeForIt(String path) {
		this.browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = read(path, this.browser.mintToken("player", "library", "playlists", "raw"));
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(problem(response)).isEqualTo("insufficient-token-scope");
		assertThat(Json.read(response).get("requiredTokenScope").asString()).isEqualTo("read");
		assertThat(response.headers().allValues("WWW-Authenticate"))
			.containsExactly("Bearer realm=\"spotify-gateway\", error=\"insufficient_scope\", scope=\"read\"");
	}

	@Test
	void scopeOfALaterVersionAllowsNothing() {
		String token = signInAndMint();
		this.gateway.database().sql("update api_token set scopes = 'everything'").update();
		assertThat(problem(read("/api/me", token))).isEqualTo("insufficient-token-scope");
	}

	@Test
	void tokenThatWasNeverUsedSaysSo() {
		signInAndMint();
		assertThat(lastUsedAt().isNull()).isTrue();
	}

	@Test
	void listingSaysWhenATokenWasLastUsed() {
		String token = signInAndMint();
		read("/api/me", token);
		assertThat(Instant.parse(lastUsedAt().asString())).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
	}

	@ParameterizedTest
	@CsvSource({ "4, false", "6, true" })
	void useIsNotedOnceInFiveMinutes(int minutesAgo, boolean noted) {
		String token = signInAndMint();
		Instant before = Instant.now().minus(minutesAgo, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MILLIS);
		this.gateway.database()
			.sql("update api_token set last_used_at = ?")
			.param(before.atOffset(ZoneOffset.UTC))
			.update();
		assertThat(read("/api/me", token).statusCode()).isEqualTo(200);
		assertThat(Instant.parse(lastUsedAt().asString()).isAfter(before)).isEqualTo(noted);
	}

	@Test
	void callsWithinAMinuteTryToNoteTheirUseOnce() {
		String token = signInAndMint();
		read("/api/me", token);
		this.gateway.database().sql("update api_token set last_used_at = null").update();
		assertThat(read("/api/me", token).statusCode()).isEqualTo(200);
		assertThat(lastUsedAt().isNull()).isTrue();
	}

	@Test
	void useThatCannotBeNotedFailsNoCall() {
		String token = signInAndMint();
		JdbcClient database = this.gateway.database();
		database.sql("alter table api_token add constraint never_used check (last_used_at is null)").update();
		try {
			assertThat(read("/api/me", token).statusCode()).isEqualTo(200);
			assertThat(lastUsedAt().isNull()).isTrue();
		}
		finally {
			database.sql("alter table api_token drop constraint never_used").update();
		}
	}

	@Test
	void refusedTokenIsNotNotedAsUsed() {
		String token = signInAndMint();
		expireTokens();
		assertInvalid(read("/api/me", token));
		assertThat(this.gateway.database()
			.sql("select count(*) from api_token where last_used_at is null")
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	@Test
	void allTokensAreRevokedAtOnceAndNobodyElses() {
		List<String> tokens = List.of(signInAndMint(), this.browser.mintToken());
		Browser other = this.gateway.newBrowser();
		other.signIn(SimulatedUser.BOB);
		String token = other.mintToken();
		assertThat(this.browser.call("DELETE", "/api/tokens", null).statusCode()).isEqualTo(204);
		assertThat(tokens).allSatisfy((revoked) -> assertInvalid(read("/api/me", revoked)));
		assertThat(listedIds()).isEmpty();
		assertThat(read("/api/me", token).statusCode()).isEqualTo(200);
		assertThat(this.browser.call("DELETE", "/api/tokens", null).statusCode()).isEqualTo(204);
	}

	@Test
	void revokingAllWithoutCsrfTokenOrSessionIsRefused() {
		String token = signInAndMint();
		assertThat(problem(this.browser.send("DELETE", uri("/api/tokens"), null))).isEqualTo("csrf-token-required");
		assertNotSignedIn(this.gateway.newBrowser().call("DELETE", "/api/tokens", null));
		assertThat(read("/api/me", token).statusCode()).isEqualTo(200);
	}

	@Test
	void userHasAtMostTwentyTokens() {
		this.browser.signIn(SimulatedUser.ALICE);
		IntStream.range(0, MOST).forEach((index) -> this.browser.mintToken());
		HttpResponse<String> response = mint("{\"name\":\"test\"}");
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(problem(response)).isEqualTo("too-many-tokens");
		assertThat(listedIds()).hasSize(MOST);
	}

	@Test
	void userHasAtMostTwentyTokensEvenWhenTheyAreMadeAtTheSameTime() throws Exception {
		this.browser.signIn(SimulatedUser.ALICE);
		IntStream.range(1, MOST).forEach((index) -> this.browser.mintToken());
		Map<String, String> cookies = Map.copyOf(this.browser.cookies());
		for (int round = 0; round < 8; round++) {
			List<Integer> statuses = atTheSameTime(16, () -> mintStatus(cookies));
			assertThat(statuses).containsOnlyOnce(201).filteredOn((status) -> status != 201).containsOnly(409);
			assertThat(listedIds()).hasSize(MOST);
			this.browser.call("DELETE", "/api/tokens/" + listedIds().get(0), null);
		}
	}

	@Test
	void expiredAndRevokedTokensDoNotCountAgainstTheLimit() {
		this.browser.signIn(SimulatedUser.ALICE);
		IntStream.range(0, MOST).forEach((index) -> this.browser.mintToken());
		this.browser.call("DELETE", "/api/tokens/" + listedIds().get(0), null);
		assertThat(mint("{\"name\":\"test\"}").statusCode()).isEqualTo(201);
		expireTokens();
		assertThat(listedIds()).isEmpty();
		assertThat(mint("{\"name\":\"test\"}").statusCode()).isEqualTo(201);
	}

	@Test
	void revokedTokenEndsAtOnceAndRevokingAgainIsTheSame() {
		String token = signInAndMint();
		String path = "/api/tokens/" + listedIds().get(0);
		assertThat(this.browser.call("DELETE", path, null).statusCode()).isEqualTo(204);
		assertInvalid(read("/api/me", token));
		assertThat(listedIds()).isEmpty();
		assertThat(this.browser.call("DELETE", path, null).statusCode()).isEqualTo(204);
	}

	@Test
	void tokenOfAnotherUserCannotBeRevoked() {
		String token = signInAndMint();
		Browser other = this.gateway.newBrowser();
		other.signIn(SimulatedUser.BOB);
		assertThat(other.call("DELETE", "/api/tokens/" + listedIds().get(0), null).statusCode()).isEqualTo(204);
		assertThat(read("/api/me", token).statusCode()).isEqualTo(200);
		assertThat(listedIds()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "0, 201", "9, 201", "11, 403", "600, 403" })
	void mintingNeedsALoginWithinTheLastTenMinutes(int minutesAgo, int status) throws Exception {
		this.browser.signIn(SimulatedUser.ALICE);
		AgedSession.age(this.gateway, this.browser, Duration.ofMinutes(minutesAgo));
		assertThat(mint("{\"name\":\"test\"}").statusCode()).isEqualTo(status);
		assertThat(listedIds()).hasSize((status == 201) ? 1 : 0);
	}

	@Test
	void oldSessionLearnsWhereToSignInAgainAndCanMintAfterIt() throws Exception {
		this.browser.signIn(SimulatedUser.ALICE);
		AgedSession.age(this.gateway, this.browser, Duration.ofMinutes(11));
		HttpResponse<String> response = mint("{\"name\":\"test\"}");
		assertThat(problem(response)).isEqualTo("recent-login-required");
		assertThat(Json.read(response).get("loginUrl").asString())
			.isEqualTo(this.gateway.url() + "/oauth2/authorization/spotify");
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(mint("{\"name\":\"test\"}").statusCode()).isEqualTo(201);
	}

	@Test
	void oldSessionMayStillListAndRevoke() throws Exception {
		String token = signInAndMint();
		AgedSession.age(this.gateway, this.browser, Duration.ofHours(5));
		assertThat(listedIds()).hasSize(1);
		assertThat(this.browser.call("DELETE", "/api/tokens/" + listedIds().get(0), null).statusCode()).isEqualTo(204);
		assertInvalid(read("/api/me", token));
	}

	@Test
	void mintingWithoutCsrfTokenIsRefused() {
		this.browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = this.browser.send("POST", uri("/api/tokens"), "{\"name\":\"test\"}");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(problem(response)).isEqualTo("csrf-token-required");
		assertThat(listedIds()).isEmpty();
	}

	@Test
	void mintingWithoutSessionIsRefused() {
		HttpResponse<String> response = mint("{\"name\":\"test\"}");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(problem(response)).isEqualTo("not-signed-in");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/tokens", "POST, /api/tokens", "PUT, /api/tokens", "DELETE, /api/tokens",
			"DELETE, /api/tokens/{id}", "GET, /api/tokens/{id}", "PATCH, /api/tokens/{id}",
			"DELETE, /api/me/connection", "POST, /api/me" })
	void tokenCannotManageTokensNorDisconnect(String method, String path) {
		String token = signInAndMint();
		List<String> ids = listedIds();
		HttpResponse<String> response = this.gateway.newBrowser()
			.send(method, uri(path.replace("{id}", ids.get(0))), "{\"name\":\"test\"}", "Authorization",
					"Bearer " + token);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(problem(response)).isEqualTo("session-required");
		assertThat(listedIds()).isEqualTo(ids);
		assertThat(read("/api/me", token).statusCode()).isEqualTo(200);
	}

	@Test
	void tokenDoesNotGainTheRightsOfACookieBesideIt() {
		String token = signInAndMint();
		this.browser.get("/api/session");
		HttpResponse<String> response = this.browser.send("DELETE", uri("/api/me/connection"), null, "Authorization",
				"Bearer " + token, "X-CSRF-TOKEN", this.browser.cookies().get("__Host-sgw-csrf"));
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(problem(response)).isEqualTo("session-required");
		assertThat(this.browser.get("/api/me/connection").statusCode()).isEqualTo(200);
	}

	@Test
	void tokenDoesNotEndASession() {
		String token = signInAndMint();
		this.browser.send("POST", uri("/logout"), null, "Authorization", "Bearer " + token);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "access_token", "token", "bearer", "authorization", "Authorization" })
	void tokenInTheAddressIsNotRead(String parameter) {
		String token = signInAndMint();
		assertNotSignedIn(this.gateway.newBrowser().get("/api/me?" + parameter + "=" + token));
	}

	@ParameterizedTest
	@ValueSource(strings = { "access_token", "Authorization", "token", "__Host-sgw-session" })
	void tokenInACookieIsNotRead(String cookie) {
		Browser other = this.gateway.newBrowser();
		other.cookies().put(cookie, signInAndMint());
		assertNotSignedIn(other.get("/api/me"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Proxy-Authorization", "X-Authorization", "X-Access-Token", "X-Api-Key",
			"X-Forwarded-Authorization", "Token" })
	void tokenInAnotherHeaderIsNotRead(String header) {
		String token = signInAndMint();
		assertNotSignedIn(this.gateway.newBrowser().get("/api/me", header, "Bearer " + token));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST" })
	void tokenInAFormIsNotRead(String method) throws Exception {
		String token = signInAndMint();
		Browser other = this.gateway.newBrowser();
		other.get("/api/session");
		String csrfToken = other.cookies().get("__Host-sgw-csrf");
		HttpRequest request = HttpRequest.newBuilder(uri("/api/me"))
			.method(method, BodyPublishers.ofString("access_token=" + token))
			.headers("Content-Type", "application/x-www-form-urlencoded", "X-CSRF-TOKEN", csrfToken, "Cookie",
					"__Host-sgw-csrf=" + csrfToken)
			.build();
		assertNotSignedIn(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()));
	}

	@ParameterizedTest
	@MethodSource("wrongCredentials")
	void wrongAuthorizationNeverFallsBackToTheCookie(String authorization) {
		this.browser.signIn(SimulatedUser.ALICE);
		assertInvalid(this.browser.get("/api/me", "Authorization", authorization));
		assertInvalid(this.browser.get("/api/session", "Authorization", authorization));
		HttpResponse<String> write = this.browser.send("DELETE", uri("/api/me/connection"), null, "Authorization",
				authorization, "X-CSRF-TOKEN", this.browser.cookies().getOrDefault("__Host-sgw-csrf", ""));
		assertInvalid(write);
		assertThat(this.browser.get("/api/me/connection").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "bearer", "BEARER", "bEaReR" })
	void schemeIsReadInAnyCase(String scheme) {
		String token = signInAndMint();
		assertThat(authorize(scheme + " " + token).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer", "{token}", "Basic {token}", "Token {token}", "Bearer  {token}",
			"Bearer\t{token}", "Bearer\u00a0{token}", "Bearer: {token}", "Bearer={token}", "Bearer {token} {token}",
			"Bearer {token},{token}", "Bearer {token}, Bearer {token}", "Bearer \"{token}\"", "Bearer {token}=",
			"Bearer x{token}", "BearerBearer {token}", "Bearer token={token}", "Digest username=\"{token}\"" })
	void authorizationThatIsNotExactlyOneBearerTokenIsRefused(String form) {
		assertInvalid(authorize(form.replace("{token}", signInAndMint())));
	}

	@Test
	void twoAuthorizationHeadersAreRefused() {
		String bearer = "Bearer " + signInAndMint();
		for (List<String> pair : List.of(List.of(bearer, bearer), List.of(bearer, "Bearer x"), List.of("", bearer),
				List.of("Basic YTpi", bearer))) {
			assertInvalid(this.gateway.newBrowser()
				.get("/api/me", "Authorization", pair.get(0), "Authorization", pair.get(1)));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 256, 4096, 4097, 8000 })
	void longAuthorizationIsRefused(int length) {
		assertInvalid(authorize("Bearer sgw_pat_" + "A".repeat(length)));
		assertInvalid(authorize("Bearer " + signInAndMint() + " ".repeat(length) + "x"));
	}

	@Test
	void authorizationBeyondTheLimitOfTheServerIsAClientError() {
		assertThat(authorize("Bearer " + "A".repeat(20 * 1024)).statusCode()).isIn(400, 401, 431);
	}

	@Test
	void tokenThatIsNotGoodIsRefusedInTheSameWayWhateverTheReason() {
		String expired = signInAndMint();
		expireTokens();
		String revoked = this.browser.mintToken();
		this.browser.call("DELETE", "/api/tokens/" + listedIds().get(0), null);
		String mistyped = UNKNOWN.substring(0, 43) + ((UNKNOWN.charAt(43) != '0') ? "0" : "1");
		Set<List<Object>> answers = Stream
			.of(expired, revoked, UNKNOWN, mistyped, "nonsense", "", "sgw_pat_", "A".repeat(300), UNKNOWN + " x")
			.map((token) -> read("/api/me", token))
			.map(ApiTokenJourneyTests::whatItTells)
			.collect(Collectors.toSet());
		assertThat(answers).hasSize(1);
	}

	@Test
	void expiredTokenIsRefused() {
		String token = signInAndMint();
		assertThat(read("/api/me", token).statusCode()).isEqualTo(200);
		expireTokens();
		assertInvalid(read("/api/me", token));
	}

	@Test
	void tokenOfADisconnectedUserIsRefusedAndDoesNotComeBack() {
		String token = signInAndMint();
		assertThat(this.browser.call("DELETE", "/api/me/connection", null).statusCode()).isEqualTo(204);
		assertInvalid(read("/api/me", token));
		this.browser.signIn(SimulatedUser.ALICE);
		assertInvalid(read("/api/me", token));
	}

	private static Stream<Arguments> wrongCredentials() {
		return Stream.of("", "Bearer", "Bearer nonsense", "Bearer " + UNKNOWN, "Basic YWxpY2U6eA==", "nonsense")
			.map((authorization) -> arguments(authorization));
	}

	private static Stream<String> acceptedNames() {
		return Stream.of("a", "My laptop (home) – 2nd", "🎧", "ノートパソコン", "电脑", "<script>alert(1)</script>",
				"'; drop table api_token; --", "a".repeat(60), "电".repeat(60), "🎧".repeat(60));
	}

	private String signInAndMint() {
		this.browser.signIn(SimulatedUser.ALICE);
		return this.browser.mintToken();
	}

	private HttpResponse<String> mint(String json) {
		return this.browser.call("POST", "/api/tokens", json);
	}

	private static List<Integer> atTheSameTime(int count, Callable<Integer> call) throws Exception {
		CyclicBarrier start = new CyclicBarrier(count);
		ExecutorService executor = Executors.newFixedThreadPool(count);
		try {
			List<Future<Integer>> calls = executor.invokeAll(Collections.nCopies(count, () -> {
				start.await();
				return call.call();
			}));
			List<Integer> results = new ArrayList<>();
			for (Future<Integer> finished : calls) {
				results.add(finished.get());
			}
			return results;
		}
		finally {
			executor.shutdown();
		}
	}

	private int mintStatus(Map<String, String> cookies) {
		Browser tab = this.gateway.newBrowser();
		tab.cookies().putAll(cookies);
		return tab.call("POST", "/api/tokens", "{\"name\":\"test\"}").statusCode();
	}

	private HttpResponse<String> read(String path, String token) {
		return this.gateway.newBrowser().get(path, "Authorization", "Bearer " + token);
	}

	private HttpResponse<String> authorize(String authorization) {
		return this.gateway.newBrowser().get("/api/me", "Authorization", authorization);
	}

	private JsonNode lastUsedAt() {
		return Json.read(this.browser.get("/api/tokens")).at("/tokens/0/lastUsedAt");
	}

	private static List<String> scopes(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(201);
		List<String> scopes = new ArrayList<>();
		Json.read(response).get("scopes").forEach((scope) -> scopes.add(scope.asString()));
		return scopes;
	}

	private List<String> listedIds() {
		List<String> ids = new ArrayList<>();
		Json.read(this.browser.get("/api/tokens"))
			.get("tokens")
			.forEach((token) -> ids.add(token.get("id").asString()));
		return ids;
	}

	private void expireTokens() {
		this.gateway.database()
			.sql("update api_token set expires_at = ?")
			.param(Instant.now().minusSeconds(1).atOffset(ZoneOffset.UTC))
			.update();
	}

	private URI uri(String path) {
		return this.gateway.url().resolve(path);
	}

	private static Duration lifetime(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(201);
		JsonNode token = Json.read(response);
		return Duration.between(Instant.parse(token.get("createdAt").asString()),
				Instant.parse(token.get("expiresAt").asString()));
	}

	private void assertRefused(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(problem(response)).isEqualTo("invalid-request");
		assertThat(listedIds()).isEmpty();
	}

	private static void assertInvalid(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(problem(response)).isEqualTo("invalid-token");
		assertThat(response.headers().allValues("WWW-Authenticate"))
			.containsExactly("Bearer realm=\"spotify-gateway\", error=\"invalid_token\"");
		assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
	}

	private static void assertNotSignedIn(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(problem(response)).isEqualTo("not-signed-in");
	}

	private static String problem(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		return Json.read(response).path("type").asString("").replace("urn:spotify-gateway:problem:", "");
	}

	private static List<Object> whatItTells(HttpResponse<String> response) {
		ObjectNode problem = (ObjectNode) Json.read(response);
		problem.remove("requestId");
		Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
		// of the moment or of the TCP connection, whatever the token
		List.of("date", "x-request-id", "connection", "keep-alive").forEach(headers::remove);
		return List.of(response.statusCode(), problem, headers);
	}

	private static String signed(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.US_ASCII));
		StringBuilder checksum = new StringBuilder();
		for (long rest = crc.getValue(); checksum.length() < 6; rest /= 62) {
			checksum.insert(0, BASE62.charAt((int) (rest % 62)));
		}
		return text + checksum;
	}

}
