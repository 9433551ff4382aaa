package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often callers may try before they have to wait, with the limits as they are set by
 * default.
 */
class AccessLimitsJourneyTests {

	private static final int FAILURES = 20;

	private static final int NEW_TOKENS = 10;

	private static final int DEVICE_LOGINS = 60;

	private static final int WRONG_CODES = 5;

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private Gateway gateway;

	@BeforeEach
	void start() {
		this.gateway = Gateway.start(this.spotify, "spotify-gateway.access.failed-tokens-per-minute=" + FAILURES,
				"spotify-gateway.access.new-tokens-per-hour=" + NEW_TOKENS,
				"spotify-gateway.access.device-logins-per-hour=" + DEVICE_LOGINS,
				"spotify-gateway.access.wrong-user-codes=" + WRONG_CODES);
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void mostOfAThousandBadTokensAreAnswered429AndGoodOnesOfTheSameAddressAreServedAllTheWhile() {
		String good = signIn(SimulatedUser.BOB).mintToken();
		Map<Integer, Integer> statuses = new HashMap<>();
		for (int call = 0; call < 1000; call++) {
			statuses.merge(badToken(call).statusCode(), 1, Integer::sum);
			if (call % 20 == 0) {
				assertThat(call(good).statusCode()).isEqualTo(200);
			}
		}
		assertThat(statuses).containsOnlyKeys(401, 429);
		assertThat(statuses.get(401)).isBetween(FAILURES, FAILURES * 5);
	}

	@Test
	void badTokenTooManySaysWhenToTryAgain() {
		IntStream.range(0, FAILURES).forEach(this::badToken);
		HttpResponse<String> response = badToken(FAILURES);
		assertTooMany(response, "too-many-invalid-tokens", 3);
		assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
	}

	@Test
	void userMakesTenTokensAnHour() {
		Browser browser = signIn(SimulatedUser.ALICE);
		IntStream.range(0, NEW_TOKENS).forEach((index) -> assertThat(mint(browser).statusCode()).isEqualTo(201));
		assertTooMany(mint(browser), "too-often", 360);
		assertThat(Json.read(browser.get("/api/tokens")).get("tokens")).hasSize(NEW_TOKENS);
		assertThat(mint(signIn(SimulatedUser.BOB)).statusCode()).isEqualTo(201);
	}

	@Test
	void signingInAgainOrRevokingGivesNoFurtherTokens() {
		IntStream.range(0, NEW_TOKENS).forEach((index) -> signIn(SimulatedUser.ALICE).mintToken());
		Browser browser = signIn(SimulatedUser.ALICE);
		browser.call("DELETE", "/api/tokens", null);
		assertThat(mint(browser).statusCode()).isEqualTo(429);
	}

	@Test
	void tokenThatIsRefusedForItsFormDoesNotCount() {
		Browser browser = signIn(SimulatedUser.ALICE);
		IntStream.range(0, NEW_TOKENS)
			.forEach((index) -> browser.call("POST", "/api/tokens", "{\"name\":\"test\",\"scopes\":[]}"));
		assertThat(mint(browser).statusCode()).isEqualTo(201);
	}

	@Test
	void approvedDeviceCountsAsANewToken() {
		Browser browser = signIn(SimulatedUser.ALICE);
		IntStream.range(0, NEW_TOKENS - 1).forEach((index) -> mint(browser));
		Device first = Device.begin(this.gateway, "");
		Device second = Device.begin(this.gateway, "");
		assertThat(browser.call("POST", first.path() + "/approval", null).statusCode()).isEqualTo(204);
		assertTooMany(browser.call("POST", second.path() + "/approval", null), "too-often", 360);
		assertThat(second.redeem(this.gateway)).isEqualTo("authorization_pending");
	}

	@Test
	void tokenThatIsOneTooManyDoesNotCount() {
		Browser browser = signIn(SimulatedUser.ALICE);
		Device device = Device.begin(this.gateway, "");
		mint(browser);
		this.gateway.database()
			.sql("""
					insert into api_token select cast(x as varchar), connection_id, cast(x as varbinary), name, hint, scopes,
					created_at, expires_at, last_used_at from api_token, system_range(1, 19)""")
			.update();
		for (int time = 0; time < NEW_TOKENS; time++) {
			assertThat(mint(browser).statusCode()).isEqualTo(409);
			assertThat(browser.call("POST", device.path() + "/approval", null).statusCode()).isEqualTo(409);
		}
		browser.call("DELETE", "/api/tokens", null);
		assertThat(browser.call("POST", device.path() + "/approval", null).statusCode()).isEqualTo(204);
		assertThat(mint(browser).statusCode()).isEqualTo(201);
	}

	@Test
	void codeThatCouldNotBeLookedUpDoesNotCount() {
		Browser browser = signIn(SimulatedUser.ALICE);
		Device device = Device.begin(this.gateway, "");
		this.gateway.database().sql("alter table device_login rename to device_login_away").update();
		for (int time = 0; time < WRONG_CODES * 2; time++) {
			assertThat(guess(browser, device.userCode(), "").statusCode()).isEqualTo(500);
		}
		this.gateway.database().sql("alter table device_login_away rename to device_login").update();
		assertThat(guess(browser, device.userCode(), "").statusCode()).isEqualTo(200);
	}

	@Test
	void userWithManyWrongCodesMustWaitEvenWithTheRightOneAndNobodyElseMust() {
		Browser browser = signIn(SimulatedUser.ALICE);
		Device device = Device.begin(this.gateway, "");
		for (String path : List.of("", "/approval", "/refusal", "", "/approval")) {
			assertThat(guess(browser, "BBBB-BBBB", path).statusCode()).isEqualTo(404);
		}
		for (String path : List.of("", "/approval", "/refusal")) {
			assertTooMany(guess(browser, device.userCode(), path), "too-often", 120);
		}
		assertThat(guess(signIn(SimulatedUser.BOB), device.userCode(), "").statusCode()).isEqualTo(200);
	}

	@Test
	void rightAndImpossibleCodesAreNotCounted() {
		Browser browser = signIn(SimulatedUser.ALICE);
		Device device = Device.begin(this.gateway, "");
		for (int time = 0; time < WRONG_CODES * 2; time++) {
			assertThat(guess(browser, device.userCode(), "").statusCode()).isEqualTo(200);
			assertThat(guess(browser, "AAAA-1234", "").statusCode()).isEqualTo(404);
		}
		assertThat(guess(browser, "BBBB-BBBB", "").statusCode()).isEqualTo(404);
	}

	@Test
	void addressThatBeginsManyDeviceLoginsMustWait() {
		IntStream.range(0, DEVICE_LOGINS).forEach((index) -> Device.begin(this.gateway, ""));
		HttpResponse<String> response = this.gateway.newBrowser().submit("/api/device", "");
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(Json.read(response).get("error").asString()).isEqualTo("temporarily_unavailable");
		assertThat(Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 61);
	}

	private static HttpResponse<String> guess(Browser browser, String code, String path) {
		return browser.call(path.isEmpty() ? "GET" : "POST", "/api/device/requests/" + code + path, null);
	}

	private Browser signIn(SimulatedUser user) {
		Browser browser = this.gateway.newBrowser();
		browser.signIn(user);
		return browser;
	}

	private static HttpResponse<String> mint(Browser browser) {
		return browser.call("POST", "/api/tokens", "{\"name\":\"test\"}");
	}

	private HttpResponse<String> badToken(int index) {
		return call("sgw_pat_%036d".formatted(index));
	}

	private HttpResponse<String> call(String token) {
		return this.gateway.newBrowser().get("/api/me", "Authorization", "Bearer " + token);
	}

	private static void assertTooMany(HttpResponse<String> response, String type, int longest) {
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(Json.read(response).get("type").asString()).isEqualTo("urn:spotify-gateway:problem:" + type);
		int seconds = Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow());
		assertThat(seconds).isBetween(1, longest + 1);
		assertThat(Json.read(response).get("retryAfterSeconds").asInt()).isEqualTo(seconds);
	}

}
