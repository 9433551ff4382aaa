package io.github.spotifygateway.journey;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What the session cookie is, what it allows, and what other sites cannot do with it.
 */
class SessionJourneyTests {

	private static final String LOGIN = "/oauth2/authorization/spotify";

	private static final String SESSION = "__Host-sgw-session";

	private static final String CSRF = "__Host-sgw-csrf";

	private static final String PENDING = "__Host-sgw-login-";

	private static final String CSRF_HEADER = "X-CSRF-TOKEN";

	private static final int LARGEST_COOKIE = 4096;

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.newBrowser();

	@Test
	void sessionCookieIsForThisHostOnlyAndOutOfReachOfScripts() {
		HttpResponse<String> callback = this.browser.signIn(SimulatedUser.ALICE);
		assertThat(attributes(setCookie(callback, SESSION))).contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
			.noneMatch((attribute) -> attribute.startsWith("Domain"));
	}

	@Test
	void pendingLoginCookieIsForThisHostOnlyAndOutOfReachOfScripts() {
		String cookie = setCookie(this.browser.get(LOGIN), PENDING);
		assertThat(attributes(cookie)).contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600")
			.noneMatch((attribute) -> attribute.startsWith("Domain"));
	}

	@Test
	void csrfCookieIsForThisHostOnlyAndNeverSentByOtherSites() {
		String cookie = setCookie(this.browser.get("/api/session"), CSRF);
		assertThat(attributes(cookie)).contains("Path=/", "Secure", "SameSite=Strict")
			.noneMatch((attribute) -> attribute.startsWith("Domain"));
	}

	@Test
	void selfChosenSessionIdIsNotAdopted() {
		String chosen = Base64.getEncoder()
			.encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
		this.browser.cookies().put(SESSION, chosen);
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(this.browser.cookies().get(SESSION)).isNotEqualTo(chosen);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(withSession(chosen).get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void secondLoginInTheSameBrowserEndsTheFirstSessionId() {
		this.browser.signIn(SimulatedUser.ALICE);
		String first = this.browser.cookies().get(SESSION);
		this.browser.signIn(SimulatedUser.ALICE);
		String second = this.browser.cookies().get(SESSION);
		assertThat(second).isNotEqualTo(first);
		assertThat(withSession(second).get("/api/me").statusCode()).isEqualTo(200);
		assertThat(withSession(first).get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void loginOfAnotherUserInTheSameBrowserLeavesNothingOfTheFirst() {
		this.browser.signIn(SimulatedUser.ALICE);
		String first = this.browser.cookies().get(SESSION);
		this.browser.signIn(SimulatedUser.BOB);
		assertThat(Json.read(this.browser.get("/api/me")).get("id").asString()).isEqualTo("bob");
		assertThat(withSession(first).get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void loginChangesTheCsrfToken() {
		this.browser.get("/api/session");
		String before = this.browser.cookies().get(CSRF);
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		assertThat(this.browser.cookies().get(CSRF)).isNotNull().isNotEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("unsafeRequests")
	void unsafeRequestWithoutCsrfHeaderIsRefused(String method, String path) {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		assertNothingChanges(() -> send(this.browser, method, path), "csrf-token-required");
	}

	@ParameterizedTest
	@MethodSource("unsafeRequests")
	void unsafeRequestWithWrongCsrfHeaderIsRefused(String method, String path) {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		assertNothingChanges(() -> send(this.browser, method, path, CSRF_HEADER, UUID.randomUUID().toString()),
				"csrf-token-required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "undefined" })
	void csrfHeaderThatIsNoTokenIsRefused(String value) {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		assertNothingChanges(() -> send(this.browser, "DELETE", "/api/me/connection", CSRF_HEADER, value),
				"csrf-token-required");
	}

	@Test
	void csrfHeaderWithoutItsCookieIsRefused() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		String token = this.browser.cookies().remove(CSRF);
		assertNothingChanges(() -> send(this.browser, "DELETE", "/api/me/connection", CSRF_HEADER, token),
				"csrf-token-required");
	}

	@Test
	void csrfTokenInTheAddressIsRefused() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		String path = "/api/me/connection?_csrf=" + this.browser.cookies().get(CSRF);
		assertNothingChanges(() -> send(this.browser, "DELETE", path), "csrf-token-required");
	}

	@ParameterizedTest
	@MethodSource("foreignRequests")
	void requestFromAnotherSiteIsRefusedEvenWithTheCsrfToken(String header, String value) {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		for (Arguments request : unsafeRequests().toList()) {
			String method = String.valueOf(request.get()[0]);
			String path = String.valueOf(request.get()[1]);
			assertNothingChanges(() -> send(this.browser, method, path, CSRF_HEADER, this.browser.cookies().get(CSRF),
					header, value), "cross-site-request");
		}
	}

	@Test
	void ownOriginInAnotherCaseOrWithAnotherPortIsForeign() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		for (String origin : List.of(this.gateway.url() + ".evil.test", this.gateway.url() + "0",
				"http://localhost:" + this.gateway.url().getPort(), "https://" + this.gateway.url().getAuthority())) {
			assertNothingChanges(() -> send(this.browser, "DELETE", "/api/me/connection", CSRF_HEADER,
					this.browser.cookies().get(CSRF), "Origin", origin), "cross-site-request");
		}
	}

	@Test
	void requestOfTheOwnPageIsAccepted() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/session");
		HttpResponse<String> response = send(this.browser, "DELETE", "/api/me/connection", CSRF_HEADER,
				this.browser.cookies().get(CSRF), "Origin", this.gateway.url().toString(), "Sec-Fetch-Site",
				"same-origin");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(problem(this.browser.get("/api/me/connection"))).isEqualTo("not-connected");
	}

	@ParameterizedTest
	@CsvSource({ "GET", "HEAD" })
	void readingLogoutIsNothingAndTheSessionLivesOn(String method) {
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(send(this.browser, method, "/logout").statusCode()).isEqualTo(404);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void logoutEndsTheSessionButKeepsTheConnectionAndItsTokens() {
		this.browser.signIn(SimulatedUser.ALICE);
		String token = this.browser.mintToken();
		String session = this.browser.cookies().get(SESSION);
		HttpResponse<String> response = this.browser.call("POST", "/logout", null);
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(this.browser.cookies()).doesNotContainKey(SESSION);
		assertThat(withSession(session).get("/api/me").statusCode()).isEqualTo(401);
		assertThat(this.gateway.newBrowser().get("/api/me", "Authorization", "Bearer " + token).statusCode())
			.isEqualTo(200);
		revokeTokens();
	}

	@Test
	void logoutInOneBrowserLeavesTheSessionOfAnother() {
		Browser other = this.gateway.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
		other.signIn(SimulatedUser.ALICE);
		this.browser.call("POST", "/logout", null);
		assertThat(other.get("/api/me").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/assets/page.css", "/api/session", "/api/me", "/api/nothing", LOGIN, "/logout",
			"/login/failed/access_denied", "/login/oauth2/code/spotify", "/nothing" })
	void anonymousVisitorGetsNoSession(String path) {
		Map<String, Long> before = rows();
		HttpResponse<String> response = this.browser.get(path);
		assertThat(response.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith(SESSION));
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void anonymousLoginStartsLeaveNoTraceInTheDatabase() {
		Map<String, Long> before = rows();
		for (int i = 0; i < 300; i++) {
			assertSmallCookies(this.gateway.newBrowser().get(LOGIN));
		}
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void loginStartsInOneBrowserLeaveAFewCookiesAndNoTraceInTheDatabase() {
		Map<String, Long> before = rows();
		for (int i = 0; i < 300; i++) {
			assertSmallCookies(this.browser.get(LOGIN));
			assertThat(pendingLogins()).hasSizeBetween(1, 4);
		}
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void largestLoginStillHasSmallCookies() {
		String path = LOGIN + "?return_to=/" + "a".repeat(511);
		assertThat(this.browser.get(path).headers().allValues("Set-Cookie")).isNotEmpty()
			.allMatch((cookie) -> cookie.length() <= LARGEST_COOKIE);
		HttpResponse<String> callback = this.browser
			.get(this.browser.agree(this.browser.startLogin(path), SimulatedUser.ALICE));
		assertThat(callback.statusCode()).isEqualTo(303);
		assertThat(callback.headers().allValues("Set-Cookie")).isNotEmpty()
			.allMatch((cookie) -> cookie.length() <= LARGEST_COOKIE);
	}

	@Test
	void thirtyStaleLoginCookiesGiveWayToAWorkingLogin() {
		IntStream.range(0, 30)
			.forEach((index) -> this.browser.cookies()
				.put("%s%022d".formatted(PENDING, index), "v1.test." + "A".repeat(360)));
		URI authorize = this.browser.startLogin(LOGIN);
		assertThat(pendingLogins()).hasSizeLessThanOrEqualTo(4);
		assertThat(this.browser.get(this.browser.agree(authorize, SimulatedUser.ALICE)).statusCode()).isEqualTo(303);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void oldestPendingLoginGivesWayToTheNewest() {
		URI first = this.browser.startLogin(LOGIN);
		List<URI> later = Stream.generate(() -> this.browser.startLogin(LOGIN)).limit(4).toList();
		assertThat(this.browser.get(this.browser.agree(first, SimulatedUser.ALICE)).statusCode()).isEqualTo(400);
		for (URI authorize : later) {
			assertThat(this.browser.get(this.browser.agree(authorize, SimulatedUser.ALICE)).statusCode())
				.isEqualTo(303);
		}
	}

	@Test
	void cookieHeaderBeyondTheLimitIsAClientError() throws Exception {
		String request = "GET /api/me HTTP/1.1\r\nHost: %s\r\nCookie: x=%s\r\n\r\n"
			.formatted(this.gateway.url().getAuthority(), "a".repeat(64 * 1024));
		assertThat(statusLine(request)).matches("HTTP/1\\.1 (400|431) .*");
	}

	@ParameterizedTest
	@MethodSource("anonymousReads")
	void anonymousReadIsAnsweredWithProblemAndNeverWithARedirect(String path, List<String> headers) {
		HttpResponse<String> response = this.browser.get(path, headers.toArray(String[]::new));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("Location")).isEmpty();
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Bearer realm="));
		assertThat(problem(response)).isEqualTo("not-signed-in");
		assertThat(Json.read(response).get("loginUrl").asString()).isEqualTo(this.gateway.url() + LOGIN);
	}

	@Test
	void anonymousWriteWithCsrfTokenIsAnsweredWithProblem() {
		for (Arguments request : unsafeRequests().toList()) {
			String path = String.valueOf(request.get()[1]);
			if (path.startsWith("/api/")) {
				HttpResponse<String> response = this.browser.call(String.valueOf(request.get()[0]), path, null);
				assertThat(response.statusCode()).isEqualTo(401);
				assertThat(problem(response)).isEqualTo("not-signed-in");
			}
		}
	}

	private static Stream<Arguments> unsafeRequests() {
		Stream<Arguments> api = Stream
			.of("/api/me", "/api/me/connection", "/api/me/now-playing", "/api/session", "/api/tokens", "/api/tokens/1")
			.flatMap((path) -> Stream.of("POST", "PUT", "PATCH", "DELETE").map((method) -> arguments(method, path)));
		return Stream.concat(api, Stream.of(arguments("POST", "/logout")));
	}

	private static Stream<Arguments> foreignRequests() {
		return Stream.of(arguments("Sec-Fetch-Site", "cross-site"), arguments("Sec-Fetch-Site", "same-site"),
				arguments("Sec-Fetch-Site", "unheard-of"), arguments("Origin", "https://evil.test"),
				arguments("Origin", "null"));
	}

	private static Stream<Arguments> anonymousReads() {
		List<List<String>> kinds = List.of(List.of(), List.of("Accept", "*/*"), List.of("Accept", "text/html"),
				List.of("Accept", "application/json"), List.of("Accept", "application/problem+json"),
				List.of("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
				List.of("Accept", "image/png"), List.of("Accept", "text/event-stream"), List.of("Accept", "nonsense"),
				List.of("Sec-Fetch-Mode", "navigate", "Accept", "text/html", "Sec-Fetch-Dest", "document"),
				List.of("X-Requested-With", "XMLHttpRequest"),
				List.of("X-Requested-With", "XMLHttpRequest", "Accept", "text/html"));
		return Stream.of("/api/me", "/api/me/email", "/api/me/connection", "/api/me/now-playing", "/api/tokens")
			.flatMap((path) -> kinds.stream().map((headers) -> arguments(path, headers)));
	}

	private void assertNothingChanges(Request request, String problem) {
		List<Map<String, Object>> connections = table("connection");
		List<Map<String, Object>> tokens = table("api_token");
		HttpResponse<String> response = request.send();
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(problem(response)).isEqualTo(problem);
		assertThat(table("connection")).isEqualTo(connections).isNotEmpty();
		assertThat(table("api_token")).isEqualTo(tokens);
		assertThat(Json.read(this.browser.get("/api/session")).get("signedIn").asBoolean()).isTrue();
	}

	private void assertSmallCookies(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(String.join("", response.headers().allValues("Set-Cookie"))).hasSizeBetween(1, 1024);
	}

	private List<String> pendingLogins() {
		return this.browser.cookies().keySet().stream().filter((name) -> name.startsWith(PENDING)).toList();
	}

	private Browser withSession(String id) {
		Browser other = this.gateway.newBrowser();
		other.cookies().put(SESSION, id);
		return other;
	}

	private HttpResponse<String> send(Browser sender, String method, String path, String... headers) {
		return sender.send(method, this.gateway.url().resolve(path), null, headers);
	}

	private void revokeTokens() {
		this.gateway.database().sql("delete from api_token").update();
	}

	private List<Map<String, Object>> table(String name) {
		return this.gateway.database()
			.sql("select * from " + name)
			.query()
			.listOfRows()
			.stream()
			.map(this::readable)
			.toList();
	}

	// arrays have no value equality
	private Map<String, Object> readable(Map<String, Object> row) {
		Map<String, Object> readable = new TreeMap<>(row);
		readable.replaceAll((column, value) -> (value instanceof byte[] bytes) ? List.of(bytes.length) : value);
		return readable;
	}

	private Map<String, Long> rows() {
		Map<String, Long> rows = new TreeMap<>();
		this.gateway.database()
			.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
			.query(String.class)
			.list()
			.stream()
			// events of what came before are written a moment later
			.filter((table) -> !table.equalsIgnoreCase("audit_event"))
			.forEach((table) -> rows.put(table, count(table)));
		assertThat(rows).hasSizeGreaterThan(4);
		return rows;
	}

	private long count(String table) {
		return this.gateway.database().sql("select count(*) from \"" + table + "\"").query(Long.class).single();
	}

	private String statusLine(String request) throws IOException {
		try (Socket socket = new Socket(this.gateway.url().getHost(), this.gateway.url().getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			StringBuilder line = new StringBuilder();
			for (int read = socket.getInputStream().read(); read > '\r'; read = socket.getInputStream().read()) {
				line.append((char) read);
			}
			return line.toString();
		}
	}

	private static String setCookie(HttpResponse<String> response, String name) {
		List<String> cookies = response.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.startsWith(name))
			.toList();
		assertThat(cookies).hasSize(1);
		return cookies.get(0);
	}

	private static List<String> attributes(String setCookie) {
		return List.of(setCookie.split("; "));
	}

	private static String problem(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		JsonNode type = Json.read(response).path("type");
		return type.asString("").replace("urn:spotify-gateway:problem:", "");
	}

	private interface Request {

		HttpResponse<String> send();

	}

}
