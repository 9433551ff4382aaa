package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Device logins from the first question to the token, and everyone who should not get it.
 */
class DeviceLoginJourneyTests {

	private static final String GRANT_TYPE = "grant_type=urn:ietf:params:oauth:grant-type:device_code";

	private static final String NOBODYS = "BBBB-BBBB";

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	@AfterEach
	void forgetEveryone() {
		this.gateway.database().sql("delete from device_login").update();
		this.gateway.database().sql("delete from connection").update();
	}

	@Test
	void deviceGetsATokenOfTheUserWhoApproves() {
		Device device = begin("client_name=my+television&scope=read+player");
		assertError(device.poll(this.gateway), "authorization_pending");
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(approve(device).statusCode()).isEqualTo(204);
		HttpResponse<String> answer = device.poll(this.gateway);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Cache-Control")).hasValueSatisfying(contains("no-store"));
		JsonNode token = Json.read(answer);
		assertThat(token.propertyNames()).containsExactlyInAnyOrder("access_token", "token_type", "expires_in",
				"scope");
		assertThat(token.get("token_type").asString()).isEqualTo("Bearer");
		assertThat(token.get("scope").asString()).isEqualTo("read player");
		assertThat(token.get("expires_in").asLong()).isEqualTo(Duration.ofDays(90).toSeconds());
		assertThat(Json.read(me(token.get("access_token").asString())).get("id").asString()).isEqualTo("alice");
	}

	@Test
	void tokenOfADeviceIsListedUnderItsNameAndCanBeRevoked() {
		this.browser.signIn(SimulatedUser.ALICE);
		String token = letIn(begin("client_name=my+television&scope=read"));
		JsonNode listed = Json.read(this.browser.get("/api/tokens")).at("/tokens/0");
		assertThat(listed.get("name").asString()).isEqualTo("my television");
		assertThat(listed.get("scopes")).extracting(JsonNode::asString).containsExactly("read");
		this.browser.call("DELETE", "/api/tokens/" + listed.get("id").asString(), null);
		assertThat(me(token).statusCode()).isEqualTo(401);
	}

	@Test
	void codesHaveTheFormThatIsPromised() {
		JsonNode codes = begin("").codes();
		assertThat(codes.propertyNames()).containsExactlyInAnyOrder("device_code", "user_code", "verification_uri",
				"verification_uri_complete", "expires_in", "interval");
		assertThat(codes.get("device_code").asString()).matches("[A-Za-z0-9_-]{43}");
		String userCode = codes.get("user_code").asString();
		assertThat(userCode).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
		assertThat(codes.get("verification_uri").asString()).isEqualTo(this.gateway.url() + "/device");
		assertThat(codes.get("verification_uri_complete").asString())
			.isEqualTo(this.gateway.url() + "/device?user_code=" + userCode);
		assertThat(codes.get("expires_in").asInt()).isEqualTo(600);
		assertThat(codes.get("interval").asInt()).isEqualTo(5);
	}

	@Test
	void codesAreNotStoredAnywhereAndNeedNoCookie() {
		HttpResponse<String> response = this.gateway.newBrowser().submit("/api/device", "");
		assertThat(response.headers().firstValue("Cache-Control")).hasValueSatisfying(contains("no-store"));
		assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(contains("application/json"));
		assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
	}

	@Test
	void databaseHoldsOnlyHashes() throws Exception {
		Device device = begin("");
		String dump = DatabaseDump.of(this.gateway.database());
		assertThat(dump).contains(hash(device.deviceCode()), hash(device.userCode().replace("-", "")))
			.doesNotContain(device.deviceCode(), device.userCode(), device.userCode().replace("-", ""));
	}

	@Test
	void userSeesWhatAsksForWhat() {
		Device device = begin("client_name=my+t%C3%A9l%C3%A9vision&scope=raw+read");
		this.browser.signIn(SimulatedUser.ALICE);
		JsonNode wish = Json.read(this.browser.get(device.path()));
		assertThat(wish.get("userCode").asString()).isEqualTo(device.userCode());
		assertThat(wish.get("clientName").asString()).isEqualTo("my télévision");
		assertThat(wish.get("scopes")).extracting(JsonNode::asString).containsExactly("read", "raw");
		assertThat(wish.get("askedFrom").asString()).isEqualTo("127.0.0.1");
		Instant askedAt = Instant.parse(wish.get("askedAt").asString());
		assertThat(askedAt).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
		assertThat(Instant.parse(wish.get("expiresAt").asString())).isEqualTo(askedAt.plusSeconds(600));
		assertThat(wish.toString()).doesNotContain(device.deviceCode());
	}

	@Test
	void deviceThatSaysNothingOfItselfReadsOnly() {
		Device device = begin("scope=&client_name=");
		this.browser.signIn(SimulatedUser.ALICE);
		JsonNode wish = Json.read(this.browser.get(device.path()));
		assertThat(wish.get("clientName").asString()).isEqualTo("unnamed device");
		assertThat(wish.get("scopes")).extracting(JsonNode::asString).containsExactly("read");
	}

	static Stream<UnaryOperator<String>> waysToTypeACode() {
		return Stream.of((code) -> code, (code) -> code.replace("-", ""), (code) -> code.toLowerCase(Locale.ROOT),
				(code) -> code.replace("-", "").toLowerCase(Locale.ROOT), (code) -> code.replace("-", "%20"),
				(code) -> "%20" + code);
	}

	@ParameterizedTest
	@MethodSource("waysToTypeACode")
	void codeMayBeTypedInAnyCaseAndWithoutTheHyphen(UnaryOperator<String> typed) {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		String path = "/api/device/requests/" + typed.apply(device.userCode());
		assertThat(Json.read(this.browser.get(path)).get("userCode").asString()).isEqualTo(device.userCode());
		assertThat(this.browser.call("POST", path + "/approval", null).statusCode()).isEqualTo(204);
		assertThat(device.redeem(this.gateway)).startsWith("sgw_pat_");
	}

	@ParameterizedTest
	@ValueSource(strings = { NOBODYS, "BBBBBBB", "BBBBBBBBB", "AAAA-AAAA", "1234-5678", "token", "caf%C3%A9" })
	void codeThatNobodyHasIsNotFound(String code) {
		begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		String path = "/api/device/requests/" + code;
		assertNotFound(this.browser.get(path));
		assertNotFound(this.browser.call("POST", path + "/approval", null));
		assertNotFound(this.browser.call("POST", path + "/refusal", null));
	}

	@Test
	void tokenIsFetchedOnce() {
		this.browser.signIn(SimulatedUser.ALICE);
		Device device = begin("");
		letIn(device);
		assertError(device.poll(this.gateway), "invalid_grant");
		assertThat(tokens()).hasSize(1);
	}

	@Test
	void ofManyWhoFetchAtTheSameTimeOneGetsTheToken() throws Exception {
		this.browser.signIn(SimulatedUser.ALICE);
		for (int round = 1; round <= 15; round++) {
			Device device = begin("");
			approve(device);
			List<String> answers = atTheSameTime(Collections.nCopies(12, () -> device.redeem(this.gateway)));
			assertThat(answers).filteredOn((answer) -> answer.startsWith("sgw_pat_")).hasSize(1);
			assertThat(answers).filteredOn((answer) -> answer.equals("invalid_grant")).hasSize(11);
			assertThat(tokens()).hasSize(round);
		}
	}

	@Test
	void ofApprovalAndRefusalAtTheSameTimeOneTakesEffect() throws Exception {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		Map<String, String> cookies = Map.copyOf(this.browser.cookies());
		for (int round = 0; round < 10; round++) {
			Device device = begin("");
			List<Integer> statuses = atTheSameTime(
					List.<Callable<Integer>>of(() -> decide(cookies, device.path() + "/approval"),
							() -> decide(cookies, device.path() + "/refusal")));
			assertThat(statuses).containsExactlyInAnyOrder(204, 404);
			String outcome = device.redeem(this.gateway);
			assertThat(outcome.equals("access_denied")).isEqualTo(statuses.get(1) == 204);
			assertThat(outcome).matches("access_denied|sgw_pat_.*");
		}
	}

	@Test
	void refusedDeviceGetsNothing() {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(this.browser.call("POST", device.path() + "/refusal", null).statusCode()).isEqualTo(204);
		assertError(device.poll(this.gateway), "access_denied");
		assertNotFound(approve(device));
		assertError(device.poll(this.gateway), "access_denied");
		assertThat(tokens()).isEmpty();
	}

	@Test
	void decisionIsMadeOnce() {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		approve(device);
		Browser other = this.gateway.newBrowser();
		other.signIn(SimulatedUser.BOB);
		assertNotFound(other.get(device.path()));
		assertNotFound(other.call("POST", device.path() + "/approval", null));
		assertNotFound(other.call("POST", device.path() + "/refusal", null));
		assertThat(Json.read(me(device.redeem(this.gateway))).get("id").asString()).isEqualTo("alice");
	}

	@Test
	void deviceThatHurriesMustWaitLonger() {
		Device device = begin("");
		assertError(device.poll(this.gateway), "authorization_pending");
		assertError(device.poll(this.gateway), "slow_down");
		assertThat(nextPollIn()).isCloseTo(Duration.ofSeconds(10), Duration.ofSeconds(3));
		assertError(device.poll(this.gateway), "slow_down");
		assertThat(nextPollIn()).isCloseTo(Duration.ofSeconds(15), Duration.ofSeconds(3));
		letIntervalPass();
		assertError(device.poll(this.gateway), "authorization_pending");
		assertThat(nextPollIn()).isCloseTo(Duration.ofSeconds(15), Duration.ofSeconds(3));
	}

	@Test
	void codesEndAfterTenMinutes() {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		age(Duration.ofSeconds(599));
		assertThat(this.browser.get(device.path()).statusCode()).isEqualTo(200);
		age(Duration.ofSeconds(2));
		assertNotFound(this.browser.get(device.path()));
		assertNotFound(approve(device));
		assertNotFound(this.browser.call("POST", device.path() + "/refusal", null));
		assertError(device.poll(this.gateway), "expired_token");
	}

	@Test
	void approvedCodesEndTooWhenTheDeviceDoesNotComeBack() {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		approve(device);
		age(Duration.ofSeconds(601));
		assertError(device.poll(this.gateway), "expired_token");
		assertThat(tokens()).isEmpty();
	}

	@Test
	void endedCodesAreForgotten() {
		Device device = begin("");
		age(Duration.ofMinutes(21));
		begin("");
		assertThat(count()).isEqualTo(1);
		assertError(device.poll(this.gateway), "invalid_grant");
	}

	@Test
	void numberOfDevicesThatWaitIsBounded() {
		fill();
		HttpResponse<String> response = this.gateway.newBrowser().submit("/api/device", "");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(error(response)).isEqualTo("temporarily_unavailable");
		assertThat(count()).isEqualTo(1000);
		age(Duration.ofMinutes(21));
		begin("");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "state = 'REFUSED'", "state = 'APPROVED'", "expires_at = dateadd(minute, -11, expires_at)" })
	void deviceThatNoLongerWaitsKeepsNoOtherOut(String change) {
		fill();
		this.gateway.database().sql("update device_login set " + change).update();
		begin("");
		assertThat(count()).isEqualTo(1001);
	}

	@Test
	void disconnectingTakesAnApprovalBack() {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		approve(device);
		this.browser.call("DELETE", "/api/me/connection", null);
		assertError(device.poll(this.gateway), "invalid_grant");
	}

	@Test
	void revokingAllTokensTakesApprovalsBackAndNobodyElses() {
		Device device = begin("");
		Device ofOther = begin("");
		Device undecided = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		approve(device);
		Browser other = this.gateway.newBrowser();
		other.signIn(SimulatedUser.BOB);
		other.call("POST", ofOther.path() + "/approval", null);
		assertThat(this.browser.call("DELETE", "/api/tokens", null).statusCode()).isEqualTo(204);
		assertError(device.poll(this.gateway), "invalid_grant");
		assertThat(ofOther.redeem(this.gateway)).startsWith("sgw_pat_");
		assertError(undecided.poll(this.gateway), "authorization_pending");
		assertThat(tokens()).isEmpty();
	}

	@Test
	void userWithAsManyTokensAsAllowedCannotApprove() {
		Device early = begin("");
		Device late = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		approve(early);
		IntStream.range(0, 20).forEach((index) -> this.browser.mintToken());
		HttpResponse<String> response = approve(late);
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(problem(response)).isEqualTo("too-many-tokens");
		assertError(early.poll(this.gateway), "access_denied");
		assertThat(tokens()).hasSize(20);
	}

	@Test
	void deviceThatWasDeniedForWantOfRoomGoesOnHearingIt() {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		approve(device);
		IntStream.range(0, 20).forEach((index) -> this.browser.mintToken());
		assertError(device.poll(this.gateway), "access_denied");
		assertError(device.poll(this.gateway), "access_denied");
		this.browser.call("DELETE", "/api/tokens", null);
		assertError(device.poll(this.gateway), "access_denied");
	}

	@Test
	void approvalOutlivesADatabaseThatDoesNotTakeTheToken() {
		Device device = begin("client_name=television");
		this.browser.signIn(SimulatedUser.ALICE);
		approve(device);
		this.gateway.database()
			.sql("alter table api_token add constraint no_television check (name <> 'television')")
			.update();
		try {
			assertThat(device.poll(this.gateway).statusCode()).isEqualTo(500);
		}
		finally {
			this.gateway.database().sql("alter table api_token drop constraint no_television").update();
		}
		assertThat(device.redeem(this.gateway)).startsWith("sgw_pat_");
	}

	@Test
	void approvalNeedsARecentLoginAndRefusalDoesNot() throws Exception {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		AgedSession.age(this.gateway, this.browser, Duration.ofMinutes(11));
		HttpResponse<String> response = approve(device);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(problem(response)).isEqualTo("recent-login-required");
		assertError(device.poll(this.gateway), "authorization_pending");
		assertThat(this.browser.call("POST", device.path() + "/refusal", null).statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "GET, ''", "POST, /approval", "POST, /refusal" })
	void nobodyDecidesWithoutASession(String method, String path) {
		Device device = begin("");
		HttpResponse<String> response = this.browser.call(method, device.path() + path, null);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(problem(response)).isEqualTo("not-signed-in");
		assertError(device.poll(this.gateway), "authorization_pending");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/approval", "/refusal" })
	void nobodyDecidesWithoutTheCsrfTokenOrFromAnotherSite(String path) {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		URI uri = uri(device.path() + path);
		String csrfToken = this.browser.cookies().get("__Host-sgw-csrf");
		assertThat(problem(this.browser.send("POST", uri, null))).isEqualTo("csrf-token-required");
		assertThat(problem(this.browser.send("POST", uri, null, "X-CSRF-TOKEN", "x" + csrfToken)))
			.isEqualTo("csrf-token-required");
		assertThat(
				problem(this.browser.send("POST", uri, null, "X-CSRF-TOKEN", csrfToken, "Origin", "https://evil.test")))
			.isEqualTo("cross-site-request");
		assertError(device.poll(this.gateway), "authorization_pending");
	}

	@ParameterizedTest
	@CsvSource({ "GET, {request}", "POST, {request}/approval", "POST, {request}/refusal", "POST, /api/device",
			"POST, /api/device/token" })
	void apiTokenCanDoNoneOfIt(String method, String path) {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		String token = this.browser.mintToken("read", "player", "library", "playlists", "raw");
		HttpResponse<String> response = this.browser.send(method, uri(path.replace("{request}", device.path())), null,
				"Authorization", "Bearer " + token, "X-CSRF-TOKEN", this.browser.cookies().get("__Host-sgw-csrf"));
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(problem(response)).isEqualTo("session-required");
		assertError(device.poll(this.gateway), "authorization_pending");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/device, 401", "PUT, /api/device, 401", "GET, /api/device/token, 401",
			"DELETE, /api/device/token, 401", "OPTIONS, /api/device/token, 401", "GET, /api/device/requests, 404",
			"GET, /api/device/x, 404", "POST, /device, 404", "OPTIONS, /device, 404" })
	void thereIsNothingElse(String method, String path, int status) {
		assertThat(this.gateway.newBrowser().send(method, uri(path), null).statusCode()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "scope=write; invalid_scope", "scope=read+user-read-email; invalid_scope",
					"scope=READ; invalid_scope", "scope=+; invalid_scope", "scope=read&scope=raw; invalid_request",
					"client_name=a&client_name=b; invalid_request", "client_name=a%0Ab; invalid_request",
					"client_name=+; invalid_request", "client_name=%1B[31m; invalid_request",
					"client_name=%E2%80%AEevil; invalid_request", "client_name=%zz; invalid_request",
					"client_name=aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffg; invalid_request" })
	void questionThatIsMalformedIsRefused(String form, String error) {
		assertError(this.gateway.newBrowser().submit("/api/device", form), error);
		assertThat(count()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "''; invalid_request", "device_code={code}; invalid_request", GRANT_TYPE + "; invalid_request",
					GRANT_TYPE + "&device_code=; invalid_request",
					GRANT_TYPE + "&device_code={code}&device_code={code}; invalid_request",
					GRANT_TYPE + "&" + GRANT_TYPE + "&device_code={code}; invalid_request",
					GRANT_TYPE + "&device_code=%zz; invalid_request",
					"grant_type=authorization_code&device_code={code}; unsupported_grant_type",
					"grant_type=device_code&device_code={code}; unsupported_grant_type",
					GRANT_TYPE + "&device_code=x; invalid_grant", GRANT_TYPE + "&device_code={code}x; invalid_grant",
					GRANT_TYPE + "&device_code=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA; invalid_grant",
					GRANT_TYPE + "&device_code={user}; invalid_grant" })
	void fetchingThatIsMalformedIsRefused(String form, String error) {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		approve(device);
		String filled = form.replace("{code}", device.deviceCode()).replace("{user}", device.userCode());
		assertError(this.gateway.newBrowser().submit("/api/device/token", filled), error);
		assertThat(device.redeem(this.gateway)).startsWith("sgw_pat_");
	}

	@Test
	void codesInTheAddressOrInJsonAreNotRead() {
		Device device = begin("");
		this.browser.signIn(SimulatedUser.ALICE);
		approve(device);
		String form = GRANT_TYPE + "&device_code=" + device.deviceCode();
		assertError(this.gateway.newBrowser().submit("/api/device/token?" + form, ""), "invalid_request");
		assertError(this.gateway.newBrowser()
			.send("POST", uri("/api/device/token"),
					"{\"grant_type\":\"urn:ietf:params:oauth:grant-type:device_code\",\"device_code\":\""
							+ device.deviceCode() + "\"}"),
				"invalid_request");
		assertError(this.gateway.newBrowser().submit("/api/device?scope=raw", ""), "invalid_request");
		assertThat(device.redeem(this.gateway)).startsWith("sgw_pat_");
	}

	@Test
	void deviceActsForNobodyWhateverCookiesItBrings() {
		this.browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = this.browser.submit("/api/device", "", "Origin", "https://evil.test");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
		assertError(
				this.browser.submit("/api/device/token",
						GRANT_TYPE + "&device_code=" + Json.read(response).get("device_code").asString()),
				"authorization_pending");
		assertThat(tokens()).isEmpty();
	}

	@Test
	void loginLeadsBackToThePageWithTheCode() {
		Device device = begin("");
		String path = device.verificationUriComplete().substring(this.gateway.url().toString().length());
		HttpResponse<String> callback = this.browser.get(this.browser.agree(
				this.browser.startLogin(
						"/oauth2/authorization/spotify?return_to=" + URLEncoder.encode(path, StandardCharsets.UTF_8)),
				SimulatedUser.ALICE));
		assertThat(Browser.location(callback)).hasToString(device.verificationUriComplete());
		assertThat(this.browser.get(Browser.location(callback)).statusCode()).isEqualTo(200);
	}

	private Device begin(String form) {
		return Device.begin(this.gateway, form);
	}

	private void fill() {
		begin("");
		this.gateway.database()
			.sql("""
					insert into device_login select cast(x as varbinary), cast(x as varbinary), client_name, scopes, asked_from,
					asked_at, expires_at, state, connection_id, poll_interval, next_poll_at
					from device_login, system_range(1, 999)""")
			.update();
	}

	private HttpResponse<String> approve(Device device) {
		return this.browser.call("POST", device.path() + "/approval", null);
	}

	private String letIn(Device device) {
		assertThat(approve(device).statusCode()).isEqualTo(204);
		String token = device.redeem(this.gateway);
		assertThat(token).startsWith("sgw_pat_");
		return token;
	}

	private int decide(Map<String, String> cookies, String path) {
		Browser tab = this.gateway.newBrowser();
		tab.cookies().putAll(cookies);
		return tab.call("POST", path, null).statusCode();
	}

	private HttpResponse<String> me(String token) {
		return this.gateway.newBrowser().get("/api/me", "Authorization", "Bearer " + token);
	}

	private JsonNode tokens() {
		return Json.read(this.browser.get("/api/tokens")).get("tokens");
	}

	private int count() {
		return this.gateway.database().sql("select count(*) from device_login").query(Integer.class).single();
	}

	private Duration nextPollIn() {
		Instant next = this.gateway.database()
			.sql("select next_poll_at from device_login")
			.query((row, index) -> row.getObject(1, OffsetDateTime.class).toInstant())
			.single();
		return Duration.between(Instant.now(), next);
	}

	private void letIntervalPass() {
		this.gateway.database()
			.sql("update device_login set next_poll_at = ?")
			.param(Instant.now().minusSeconds(1).atOffset(ZoneOffset.UTC))
			.update();
	}

	/**
	 * Let everything be as if it had begun earlier.
	 */
	private void age(Duration age) {
		this.gateway.database()
			.sql("update device_login set expires_at = dateadd(millisecond, ?, expires_at)")
			.param(-age.toMillis())
			.update();
	}

	private static <T> List<T> atTheSameTime(List<Callable<T>> calls) throws Exception {
		CyclicBarrier start = new CyclicBarrier(calls.size());
		ExecutorService executor = Executors.newFixedThreadPool(calls.size());
		try {
			List<Future<T>> running = new ArrayList<>();
			for (Callable<T> call : calls) {
				running.add(executor.submit(() -> {
					start.await();
					return call.call();
				}));
			}
			List<T> results = new ArrayList<>();
			for (Future<T> finished : running) {
				results.add(finished.get());
			}
			return results;
		}
		finally {
			executor.shutdown();
		}
	}

	private URI uri(String path) {
		return this.gateway.url().resolve(path);
	}

	private static String hash(String text) throws Exception {
		return HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
	}

	private static Consumer<String> contains(String text) {
		return (value) -> assertThat(value).contains(text);
	}

	private static void assertNotFound(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(problem(response)).isEqualTo("no-such-device-login");
	}

	private static void assertError(HttpResponse<String> response, String error) {
		assertThat(error(response)).isEqualTo(error);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Cache-Control")).hasValueSatisfying(contains("no-store"));
	}

	private static String error(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(contains("application/json"));
		JsonNode body = Json.read(response);
		assertThat(body.propertyNames()).containsExactlyInAnyOrder("error", "error_description");
		return body.get("error").asString();
	}

	private static String problem(HttpResponse<String> response) {
		return Json.read(response).path("type").asString("").replace("urn:spotify-gateway:problem:", "");
	}

	@Test
	void deviceThatSendsJsonIsToldThatItIsNoForm() {
		HttpResponse<String> response = this.gateway.newBrowser()
			.send("POST", this.gateway.url().resolve("/api/device"), "{\"scope\":\"raw\"}");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Json.read(response).get("error").asString()).isEqualTo("invalid_request");
	}

}
