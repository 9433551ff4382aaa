package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The headers that keep a browser out of trouble stand on every answer.
 */
class SecurityHeadersTests {

	private static final String LOGIN = "/oauth2/authorization/spotify";

	private static final String USER_DATA = "private, no-store";

	private static final String REVALIDATED = "no-cache";

	private static final List<String> HTML = List.of("Accept", "text/html");

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	void forgetWhatWasGranted() {
		this.gateway.database().sql("delete from connection").update();
	}

	@AfterEach
	void revokeTokens() {
		this.gateway.database().sql("delete from api_token").update();
	}

	@ParameterizedTest
	@MethodSource
	void answerToAnyoneCarriesTheHeaders(Call call) {
		assertAnswer(send(call), call.status(), USER_DATA);
	}

	static Stream<Call> answerToAnyoneCarriesTheHeaders() {
		return Stream.of(Call.of(200, "GET", "/api/session"), Call.of(401, "GET", "/api/me"),
				Call.of(401, "GET", "/api/me/now-playing"), Call.of(404, "GET", "/api/nothing"),
				Call.of(404, "GET", "/api/me.css"),
				Call.of(401, "GET", "/api/me").with("Authorization", "Bearer nonsense"),
				Call.of(401, "GET", "/api/tokens").with("Authorization", "Basic YTpi"),
				Call.of(401, "POST", "/api/tokens"), Call.of(401, "GET", "/api/cards"), Call.of(404, "POST", "/logout"),
				Call.of(200, "POST", "/api/device"), Call.of(401, "GET", "/api/device"),
				Call.of(401, "GET", "/api/device/token"), Call.of(401, "GET", "/api/device/requests/BBBB-BBBB"),
				Call.of(401, "POST", "/api/device").with("Authorization", "Bearer nonsense"),
				Call.of(403, "POST", "/api/tokens").with("Sec-Fetch-Site", "cross-site"),
				Call.of(404, "GET", "/logout"), Call.of(404, "POST", "/"), Call.of(404, "POST", "/device"),
				Call.of(302, "GET", LOGIN), Call.of(400, "GET", LOGIN + "?return_to=https://evil.test"),
				Call.of(404, "GET", "/oauth2/authorization/other"), Call.of(400, "GET", "/login/oauth2/code/spotify"),
				Call.of(400, "GET", "/login/oauth2/code/spotify?code=a&state=b"),
				Call.of(200, "GET", "/login/failed/access_denied"),
				Call.of(403, "GET", "/login/failed/user_not_registered"), Call.of(404, "GET", "/login/failed/nothing"),
				Call.of(503, "GET", "/login/failed/spotify_unavailable"), Call.of(404, "GET", "/login/nothing"),
				Call.of(404, "GET", "/login").with(HTML), Call.of(404, "GET", "/assets/nothing.css"),
				Call.of(404, "GET", "/nothing"), Call.of(404, "GET", "/nothing").with(HTML),
				Call.of(404, "GET", "/nothing").with("Accept", "nonsense"), Call.of(404, "POST", "/nothing"),
				Call.of(404, "GET", "/error"), Call.of(404, "GET", "/actuator"), Call.of(404, "GET", "/index.html"),
				Call.of(404, "GET", "/favicon.ico"), Call.of(404, "OPTIONS", "/nothing"));
	}

	@ParameterizedTest
	@MethodSource
	void answerToASignedInBrowserCarriesTheHeaders(Call call) {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		String csrfToken = this.browser.cookies().get("__Host-sgw-csrf");
		assertAnswer(send(call.with("X-CSRF-TOKEN", csrfToken)), call.status(), USER_DATA);
	}

	static Stream<Call> answerToASignedInBrowserCarriesTheHeaders() {
		return Stream.of(Call.of(200, "GET", "/api/me"), Call.of(200, "HEAD", "/api/me"),
				Call.of(200, "GET", "/api/me/email"), Call.of(200, "GET", "/api/me/connection"),
				Call.of(200, "GET", "/api/me/now-playing"), Call.of(200, "GET", "/api/tokens"),
				Call.of(200, "GET", "/api/cards"), Call.of(200, "GET", "/api/session"),
				Call.of(404, "GET", "/api/nothing"), Call.of(404, "GET", "/api/me.css"),
				Call.of(404, "GET", "/api/me.css"), Call.of(405, "PUT", "/api/me"),
				Call.of(405, "POST", "/api/session"), Call.of(406, "GET", "/api/me").with("Accept", "image/png"),
				Call.of(400, "POST", "/api/tokens").json("{"), Call.of(400, "POST", "/api/tokens").json("{}"),
				Call.of(201, "POST", "/api/tokens").json("{\"name\":\"a\"}"), Call.of(204, "DELETE", "/api/tokens/1"),
				Call.of(404, "GET", "/api/device/requests/BBBB-BBBB"),
				Call.of(404, "POST", "/api/device/requests/BBBB-BBBB/approval"), Call.of(200, "POST", "/api/device"),
				Call.of(204, "DELETE", "/api/tokens"), Call.of(204, "DELETE", "/api/me/connection"),
				Call.of(204, "POST", "/logout"));
	}

	@Test
	void bodyOfAnotherTypeIsRefusedWithTheHeaders() throws Exception {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		HttpRequest request = HttpRequest.newBuilder(this.gateway.url().resolve("/api/tokens"))
			.POST(BodyPublishers.ofString("name=a"))
			.headers("Content-Type", "text/plain", "X-CSRF-TOKEN", this.browser.cookies().get("__Host-sgw-csrf"),
					"Cookie", cookies())
			.build();
		assertAnswer(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()), 415, USER_DATA);
	}

	@ParameterizedTest
	@MethodSource
	void answerToAnApiTokenCarriesTheHeaders(Call call) {
		this.browser.signIn(SimulatedUser.ALICE);
		String token = this.browser.mintToken();
		this.browser.cookies().clear();
		assertAnswer(send(call.with("Authorization", "Bearer " + token)), call.status(), USER_DATA);
	}

	static Stream<Call> answerToAnApiTokenCarriesTheHeaders() {
		return Stream.of(Call.of(200, "GET", "/api/me"), Call.of(200, "GET", "/api/me/now-playing"),
				Call.of(200, "HEAD", "/api/me"), Call.of(404, "GET", "/api/nothing"),
				Call.of(404, "GET", "/api/me.css"), Call.of(403, "GET", "/api/tokens"),
				Call.of(403, "GET", "/api/cards"), Call.of(403, "POST", "/api/tokens").json("{\"name\":\"a\"}"),
				Call.of(403, "DELETE", "/api/me/connection"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/device", "/device?user_code=BBBB-BBBB", "/docs", "/docs/openapi.json",
			"/assets/page.css", "/assets/page.js", "/assets/favicon.svg" })
	void pageAndAssetsCarryTheHeadersAndAreRevalidated(String path) {
		assertAnswer(this.browser.get(path), 200, REVALIDATED);
	}

	@Test
	void assetThatHasNotChangedCarriesTheHeaders() {
		HttpResponse<String> asset = this.browser.get("/assets/page.css");
		String lastModified = asset.headers().firstValue("Last-Modified").orElseThrow();
		HttpResponse<String> again = this.browser.get("/assets/page.css", "If-Modified-Since", lastModified);
		assertAnswer(again, 304, REVALIDATED);
		assertThat(again.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/..;/x", "//", "//x", "/api//me", "/api/me;x=1", "/api/%2e%2e/x", "/api/me%25",
			"/api/me%0d%0ax" })
	void pathThatIsNotCanonicalIsRefusedWithTheHeaders(String path) {
		assertAnswer(send(Call.of(400, "GET", path)), 400, USER_DATA);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a%2fb", "/a%5cb", "/a%00b" })
	void pathThatTheServerItselfRefusesHasTheHeaders(String path) {
		assertBrowserIsSafe(send(Call.of(400, "GET", path)), 400, USER_DATA);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE", "FOO", "PROPFIND" })
	void methodThatDoesNotExistIsRefusedWithTheHeaders(String method) {
		HttpResponse<String> response = send(Call.of(405, method, "/api/me"));
		assertAnswer(response, response.statusCode(), USER_DATA);
		// TRACE is the server's own to refuse; of all others a stranger is asked who it
		// is
		assertThat(response.statusCode()).isEqualTo(method.equals("TRACE") ? 405 : 401);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 503 })
	void errorOfSpotifyCarriesTheHeaders(int status) {
		this.browser.signIn(SimulatedUser.ALICE);
		this.gateway.spotify().on("/v1/me").always(Fault.status(status));
		assertAnswer(this.browser.get("/api/me"), 502, USER_DATA);
	}

	@Test
	void refusalBySpotifyCarriesTheHeaders() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.gateway.spotify().on("/v1/me").always(Fault.rateLimited(0));
		assertAnswer(this.browser.get("/api/me/email"), 429, USER_DATA);
	}

	@Test
	void browserOnAnotherNameOfThisMachineIsSentToThePublicOneWithTheHeaders() {
		URI other = URI.create("http://localhost:" + this.gateway.url().getPort() + "/");
		assertAnswer(this.browser.get(other), 307, USER_DATA);
	}

	@Test
	void callbackGoesAtOnceToAnAddressWithoutTheCode() {
		URI callback = this.browser.agree(this.browser.startLogin(LOGIN), SimulatedUser.ALICE);
		assertThat(callback.getQuery()).contains("code=");
		HttpResponse<String> response = this.browser.get(callback);
		assertAnswer(response, 303, USER_DATA);
		assertThat(Browser.location(response)).hasNoQuery().hasNoFragment().hasPath("/");
		assertThat(response.body()).isEmpty();
	}

	@Test
	void callbackOfAFailedLoginGoesAtOnceToAnAddressWithoutTheCode() {
		URI callback = this.browser.agree(this.browser.startLogin(LOGIN), SimulatedUser.ALICE);
		this.gateway.spotify().on("/api/token").always(Fault.golden("token-400-invalid-grant.json"));
		HttpResponse<String> response = this.browser.get(callback);
		assertAnswer(response, 303, USER_DATA);
		assertThat(Browser.location(response)).hasNoQuery().hasNoFragment().hasPath("/login/failed/code_refused");
	}

	@Test
	void refusedCallbackDoesNotRepeatTheCode() {
		HttpResponse<String> response = this.browser.get("/login/oauth2/code/spotify?code=SENTINEL&state=SENTINEL");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).doesNotContain("SENTINEL");
	}

	@Test
	void requestIdIsNotTheVisitorsChoice() {
		HttpResponse<String> first = this.browser.get("/api/me", "X-Request-Id", "chosen");
		HttpResponse<String> second = this.browser.get("/api/me", "X-Request-Id", "chosen");
		assertThat(header(first, "X-Request-Id")).isNotEqualTo("chosen").isNotEqualTo(header(second, "X-Request-Id"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.test", "null", "http://localhost:1", "http://127.0.0.1" })
	void otherOriginMayReadNothing(String origin) {
		this.browser.signIn(SimulatedUser.ALICE);
		for (String path : List.of("/", "/assets/page.js", "/api/session", "/api/me", "/api/tokens", "/nothing")) {
			assertNoCors(this.browser.get(path, "Origin", origin));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/session", "/api/me", "/api/tokens", "/logout" })
	void preflightOfAnotherOriginIsNotAllowed(String path) {
		this.browser.signIn(SimulatedUser.ALICE);
		assertNoCors(send(Call.of(0, "OPTIONS", path)
			.with("Origin", "https://evil.test")
			.with("Access-Control-Request-Method", "POST")
			.with("Access-Control-Request-Headers", "x-csrf-token,authorization")));
	}

	private String cookies() {
		return this.browser.cookies()
			.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	private HttpResponse<String> send(Call call) {
		return this.browser.send(call.method(), URI.create(this.gateway.url() + call.path()), call.json(),
				call.headers().toArray(String[]::new));
	}

	private static void assertAnswer(HttpResponse<String> response, int status, String cacheControl) {
		assertBrowserIsSafe(response, status, cacheControl);
		String requestId = header(response, "X-Request-Id");
		assertThat(UUID.fromString(requestId)).hasToString(requestId);
		if (status >= 400 && !header(response, "Content-Type").startsWith("text/html") && !response.body().isEmpty()) {
			assertProblem(response, status, requestId);
		}
	}

	private static void assertProblem(HttpResponse<String> response, int status, String requestId) {
		assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
		JsonNode problem = Json.read(response);
		assertThat(problem.path("requestId").asString("")).isEqualTo(requestId);
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		assertThat(problem.path("type").asString("")).startsWith("urn:spotify-gateway:problem:");
		assertThat(problem.path("detail").asString("")).isNotBlank();
		assertThat(problem.path("remedy").asString("")).isNotBlank();
	}

	private static void assertBrowserIsSafe(HttpResponse<String> response, int status, String cacheControl) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(header(response, "Cache-Control")).isEqualTo(cacheControl);
		assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
		assertThat(header(response, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
		assertThat(header(response, "Permissions-Policy")).contains("camera=()", "geolocation=()", "microphone=()");
		assertStrict(header(response, "Content-Security-Policy"));
		assertThat(response.headers().map()).doesNotContainKeys("server", "x-powered-by");
		assertNoCors(response);
	}

	private static void assertStrict(String contentSecurityPolicy) {
		assertThat(contentSecurityPolicy).doesNotContain("unsafe", "data:", "blob:", " * ", " https:;", " http:;");
		assertThat(directives(contentSecurityPolicy)).containsEntry("default-src", "'none'")
			.containsEntry("script-src", "'self'")
			.containsEntry("style-src", "'self'")
			.containsEntry("connect-src", "'self'")
			.containsEntry("object-src", "'none'")
			.containsEntry("form-action", "'none'")
			.containsEntry("frame-ancestors", "'none'")
			.containsKey("base-uri");
	}

	private static Map<String, String> directives(String contentSecurityPolicy) {
		return Arrays.stream(contentSecurityPolicy.split("; *"))
			.map((directive) -> directive.split(" ", 2))
			.collect(Collectors.toMap((directive) -> directive[0], (directive) -> directive[1]));
	}

	private static void assertNoCors(HttpResponse<String> response) {
		assertThat(response.headers().map().keySet())
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
	}

	/**
	 * The one value of a header; empty when the header is not there.
	 */
	private static String header(HttpResponse<String> response, String name) {
		List<String> values = response.headers().allValues(name);
		assertThat(values).as(name).hasSizeLessThanOrEqualTo(1);
		return values.isEmpty() ? "" : values.get(0);
	}

	private record Call(int status, String method, String path, @Nullable String json, List<String> headers) {

		static Call of(int status, String method, String path) {
			return new Call(status, method, path, null, List.of());
		}

		Call json(String body) {
			return new Call(this.status, this.method, this.path, body, this.headers);
		}

		Call with(String name, String value) {
			return with(List.of(name, value));
		}

		Call with(List<String> header) {
			return new Call(this.status, this.method, this.path, this.json,
					Stream.concat(this.headers.stream(), header.stream()).toList());
		}

	}

}
