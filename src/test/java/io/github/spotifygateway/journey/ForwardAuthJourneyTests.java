package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a company's gateway is told about requests that it serves. The tests ask from
 * 127.0.0.1, which is a trusted proxy here.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ForwardAuthJourneyTests {

	private static final String VERIFY = "/auth/verify";

	private static final String CREDENTIAL = "0123456789abcdef0123456789abcdef";

	private static final String[] SAME_ORIGIN = { "Sec-Fetch-Site", "same-origin" };

	private final List<Gateway> gateways = new ArrayList<>();

	private Gateway gateway;

	private Browser alice;

	private Browser nobody;

	@BeforeAll
	void start() {
		this.gateway = start("spotify-gateway.trusted-proxies=127.0.0.1",
				"spotify-gateway.forward-auth.paths=/reports");
	}

	@AfterAll
	void stop() {
		this.gateways.forEach(Gateway::close);
	}

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		this.alice = this.gateway.newBrowser();
		this.alice.signIn(SimulatedUser.ALICE);
		this.nobody = this.gateway.newBrowser();
	}

	@Test
	void sessionMayMakeACallOfTheWebApi() {
		HttpResponse<String> answer = ask(this.alice, "GET", "/v1/me?market=GB");
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(answer.headers().firstValue("Gateway-Principal")).contains(alicesName());
		assertThat(answer.headers().firstValue("Gateway-Caller")).contains("session");
		assertThat(answer.headers().firstValue("Gateway-Scopes")).contains("");
		assertThat(answer.headers().firstValue("Gateway-Spotify-Token")).contains("");
		assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
	}

	@Test
	void apiTokenMayDoWhatItsScopesSay() {
		String[] player = bearer(this.alice.mintToken("player"));
		assertThat(ask(this.nobody, "GET", "/v1/me", player).statusCode()).isEqualTo(403);
		HttpResponse<String> answer = ask(this.nobody, "GET", "/v1/me",
				bearer(this.alice.mintToken("read", "library")));
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(answer.headers().firstValue("Gateway-Caller")).contains("api-token");
		assertThat(answer.headers().firstValue("Gateway-Scopes")).contains("library read");
		assertThat(answer.headers().firstValue("Gateway-Principal")).contains(alicesName());
	}

	@Test
	void headOfACallIsAsGoodAsTheCall() {
		assertThat(ask(this.alice, "HEAD", "/v1/me").statusCode()).isEqualTo(204);
	}

	@Test
	void pairOfTraefikAndCaddyIsAsGoodAsThatOfNginx() {
		assertThat(this.alice.get(VERIFY, "X-Forwarded-Method", "GET", "X-Forwarded-Uri", "/v1/me?x=y").statusCode())
			.isEqualTo(204);
	}

	@Test
	void scopeThatTheUserDidNotGrantIsForbidden() {
		assertThat(ask(this.alice, "GET", "/v1/me/top/tracks").statusCode()).isEqualTo(403);
		assertThat(ask(this.nobody, "GET", "/v1/me/top/tracks", bearer(this.alice.mintToken("raw"))).statusCode())
			.isEqualTo(403);
	}

	@Test
	void callerWithoutAConnectionIsForbidden() {
		this.gateway.database().sql("delete from connection").update();
		assertThat(ask(this.alice, "GET", "/v1/me").statusCode()).isEqualTo(403);
		assertThat(ask(this.alice, "GET", "/v1/albums/a").statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/v1/unknown", "GET,/", "GET,/api/me", "GET,/actuator/health", "DELETE,/v1/me", "FOO,/v1/me",
			"OPTIONS,/v1/me", "GET,/reportsx", "GET,/report" })
	void whatIsNotKnownIsForbidden(String method, String uri) {
		assertThat(ask(this.alice, method, uri).statusCode()).isEqualTo(403);
	}

	static Stream<String> spellings() {
		return RelayPathTests.refused()
			.filter((path) -> path.startsWith("/") && !path.equals("/v1/albums/%EF%BC%8F")
					&& path.chars().allMatch((character) -> character < 127));
	}

	@ParameterizedTest
	@MethodSource("spellings")
	void spellingThatIsNotCanonicalIsForbidden(String path) {
		assertThat(ask(this.alice, "GET", path).statusCode()).isEqualTo(403);
		assertThat(ask(this.alice, "GET", "/reports/.." + path).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/unknown?x=/v1/me", "/v1/unknown?/v1/me", "/v1/unknown#/v1/me", "/v1/unknown%23/v1/me",
			"/v1/unknown%3F/v1/me", "/admin#/reports", "/admin?/reports", "/admin?x=/reports/a",
			"/admin/%2e%2e/reports", "/admin/../reports", "/reports/../admin", "/reports/%2e%2e/admin",
			"/reports/..;/admin", "/reports//admin", "/reports%2f..%2fadmin", "/reports/\\..\\admin",
			"/reports;/../admin", "/reports/./x", "//reports", "/REPORTS" })
	void onlyThePathDecides(String uri) {
		assertThat(ask(this.alice, "GET", uri).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/reports", "/reports/", "/reports/2026/q3.pdf", "/reports?x=../admin", "/reports/a?#" })
	void pathsOfTheCompanyAreForEveryoneWhoIsKnown(String uri) {
		assertThat(ask(this.alice, "GET", uri).statusCode()).isEqualTo(204);
		assertThat(ask(this.nobody, "GET", uri, bearer(this.alice.mintToken("read"))).statusCode()).isEqualTo(204);
		assertThat(ask(this.nobody, "HEAD", uri, bearer(this.alice.mintToken("raw"))).statusCode()).isEqualTo(204);
		assertThat(ask(this.nobody, "GET", uri, bearer(this.alice.mintToken("player", "library"))).statusCode())
			.isEqualTo(403);
		assertThat(ask(this.nobody, "GET", uri).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND" })
	void onlyATokenForEverythingChangesAnythingOfTheCompany(String method) {
		String[] less = bearer(this.alice.mintToken("read", "player", "library", "playlists"));
		assertThat(ask(this.nobody, method, "/reports/q3", less).statusCode()).isEqualTo(403);
		assertThat(ask(this.nobody, method, "/reports/q3", bearer(this.alice.mintToken("raw"))).statusCode())
			.isEqualTo(204);
	}

	@Test
	void operationNeedsItsScopesAlsoBelowAPathOfTheCompany() {
		Browser browser = signedIn(open());
		assertThat(ask(browser, "GET", "/anything").statusCode()).isEqualTo(204);
		assertThat(ask(browser, "GET", "/v1/me").statusCode()).isEqualTo(204);
		assertThat(ask(browser, "GET", "/v1/me/top/tracks").statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?x=[", "?x=%", "?x=%zz", "?access_token=x", "?", "?x=\\", "?x=/../reports", "?x=\"" })
	void queryDoesNotMakeAnythingElseOfAnOperation(String query) {
		Browser browser = signedIn(open());
		String[] player = bearer(browser.mintToken("player"));
		String[] read = bearer(browser.mintToken("read"));
		Browser program = open().newBrowser();
		assertThat(ask(program, "GET", "/v1/me" + query, player).statusCode()).isEqualTo(403);
		assertThat(ask(program, "GET", "/v1/me" + query, read).statusCode()).isEqualTo(204);
		assertThat(ask(program, "GET", "/v1/me/top/tracks" + query, read).statusCode()).isEqualTo(403);
		assertThat(ask(browser, "GET", "/v1/me/top/tracks" + query).statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource({ "GET,/v1", "GET,/v1/", "GET,/v1/me/", "GET,/v1/me/top/tracks/", "GET,/v1/me/?x=[", "GET,/v1/unknown",
			"GET,/v1/me/top/tracks/unknown", "DELETE,/v1/me", "OPTIONS,/v1/me", "GET,/V1/me", "GET,/v1//me",
			"GET,/v1/me//", "GET,/v1;/me", "GET,/v1/me;x", "GET,/%761/me", "GET,/v1%2Fme", "GET,/v1/./me",
			"GET,/v1/me/.", "GET,/x/../v1/me", "GET,//v1/me" })
	void whatIsBelowTheWebApiAndNoOperationIsNoPathOfTheCompany(String method, String uri) {
		Browser browser = signedIn(open());
		String[] raw = bearer(browser.mintToken("raw", "read"));
		assertThat(ask(open().newBrowser(), method, uri, raw).statusCode()).isEqualTo(403);
		assertThat(ask(browser, method, uri).statusCode()).isEqualTo(403);
	}

	@Test
	void namesThatOnlyBeginLikeTheWebApiMayBeThoseOfTheCompany() {
		Browser browser = signedIn(open());
		assertThat(ask(browser, "GET", "/v10/me").statusCode()).isEqualTo(204);
		assertThat(ask(browser, "GET", "/reports/v1/me/").statusCode()).isEqualTo(204);
	}

	@Test
	void onlyTheKindsOfCallersAreLetInThatTheOperatorNames() {
		Gateway strict = start("spotify-gateway.trusted-proxies=127.0.0.1",
				"spotify-gateway.forward-auth.paths=/reports", "spotify-gateway.forward-auth.callers=api-token,jwt");
		Browser browser = strict.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		assertThat(ask(browser, "GET", "/reports").statusCode()).isEqualTo(403);
		assertThat(ask(browser, "GET", "/v1/me").statusCode()).isEqualTo(403);
		assertThat(ask(strict.newBrowser(), "GET", "/reports", bearer(browser.mintToken())).statusCode())
			.isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "/music/v1/me,204", "/v1/me,403", "/spotify/v1/me,403", "/musicx/v1/me,403", "/music,403",
			"/music/,403", "/Music/v1/me,403", "//music/v1/me,403", "/music//v1/me,403", "/music%2Fv1/me,403",
			"/music/v1%2Fme,403", "/%6Dusic/v1/me,403", "/music/../v1/me,403", "/music/../music/v1/me,403",
			"/x/../music/v1/me,403", "/music/music/v1/me,403", "/music;x/v1/me,403", "/musicv1/me,403",
			"/reports/q3,204", "/music/reports/q3,403", "/music/v1,403", "/music/v1/,403", "/music/v1/me/,403",
			"/music/v1/me?x=[,204", "/music/v1/me/top/tracks?x=[,403", "/music/v1/me/top/tracks/,403",
			"/music/v1/unknown,403", "/music/V1/me,403" })
	void operationsAreThoseBelowTheMount(String uri, int status) {
		Browser browser = mounted().newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		assertThat(ask(browser, "GET", uri).statusCode()).isEqualTo(status);
	}

	@Test
	void nobodyIsNotLetIn() {
		assertThat(ask(this.nobody, "GET", "/v1/me").statusCode()).isEqualTo(401);
		assertThat(ask(this.nobody, "GET", "/v1/me", "X-Forwarded-User", "alice", "X-User", "alice",
				"Gateway-Principal", "alice", "X-Auth-Request-User", "alice")
			.statusCode()).isEqualTo(401);
	}

	@Test
	void wrongTokenIsNotHelpedByACookie() {
		assertThat(ask(this.alice, "GET", "/v1/me", bearer("sgw_pat_wrong")).statusCode()).isEqualTo(401);
		assertThat(ask(this.alice, "GET", "/v1/me", "Authorization", "Basic YTpi").statusCode()).isEqualTo(401);
		String revoked = this.alice.mintToken("raw");
		this.alice.call("DELETE", "/api/tokens", null);
		assertThat(ask(this.alice, "GET", "/v1/me", bearer(revoked)).statusCode()).isEqualTo(401);
	}

	static Stream<List<String>> ambiguous() {
		return Stream.of(List.of(), List.of("X-Original-Method", "GET"), List.of("X-Original-URI", "/v1/me"),
				List.of("X-Forwarded-Uri", "/v1/me"), List.of("X-Original-Method", "GET", "X-Forwarded-Uri", "/v1/me"),
				List.of("X-Original-Method", "GET", "X-Original-URI", "/v1/me", "X-Forwarded-Uri", "/v1/me"),
				List.of("X-Original-Method", "GET", "X-Original-URI", "/v1/me", "X-Forwarded-Method", "GET",
						"X-Forwarded-Uri", "/v1/me"),
				List.of("X-Original-Method", "GET", "X-Original-URI", "/v1/me", "X-Original-URI", "/v1/me"),
				List.of("X-Original-Method", "GET", "x-original-uri", "/reports", "X-Original-URI", "/v1/me"),
				List.of("X-Original-Method", "GET", "X-Original-Method", "GET", "X-Original-URI", "/v1/me"),
				List.of("X-Original-Method", "get", "X-Original-URI", "/v1/me"),
				List.of("X-Original-Method", "GET", "X-Original-URI", ""),
				List.of("X-Original-Method", "", "X-Original-URI", "/v1/me"),
				List.of("X-Original-Method", "GET", "X-Original-URI", "v1/me"),
				List.of("X-Original-Method", "GET", "X-Original-URI", "http://127.0.0.1/v1/me"),
				List.of("X_Original_Method", "GET", "X_Original_URI", "/v1/me"),
				List.of("X_Forwarded_Method", "GET", "X_Forwarded_Uri", "/v1/me"),
				List.of("X-Original-Method", "GET", "X-Original-URL", "/v1/me"));
	}

	@ParameterizedTest
	@MethodSource("ambiguous")
	void requestThatIsNotPlainlyToldIsNotLetIn(List<String> headers) {
		assertThat(this.alice.get(VERIFY, headers.toArray(String[]::new)).statusCode()).isEqualTo(401);
	}

	@Test
	void underscoresChangeNothing() {
		assertThat(ask(this.alice, "GET", "/v1/unknown", "X_Original_URI", "/v1/me", "X_Forwarded_Uri", "/v1/me")
			.statusCode()).isEqualTo(403);
	}

	@Test
	void strangerIsToldNothing() {
		Gateway strict = start("spotify-gateway.trusted-proxies=127.0.0.2",
				"spotify-gateway.forward-auth.paths=/reports");
		Browser browser = strict.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		assertThat(ask(browser, "GET", "/v1/me").statusCode()).isEqualTo(401);
		assertThat(ask(browser, "GET", "/v1/me", bearer(browser.mintToken("raw"))).statusCode()).isEqualTo(401);
		assertThat(ask(browser, "GET", "/v1/me", "X-Forwarded-For", "127.0.0.2").statusCode()).isEqualTo(401);
		HttpResponse<String> refusal = ask(browser, "GET", "/v1/me");
		assertThat(refusal.headers().map()).doesNotContainKey("Gateway-Principal");
		assertThat(Json.read(refusal).get("type").asString()).endsWith("peer-not-trusted");
	}

	@Test
	void strangerIsNamedInTheLogThoughNobodyIsSignedInBehindIt(CapturedOutput output) {
		Gateway strict = start("spotify-gateway.trusted-proxies=127.0.0.2");
		assertThat(ask(strict.newBrowser(), "GET", "/v1/me").statusCode()).isEqualTo(401);
		assertThat(ask(strict.newBrowser(), "GET", "/v1/me").statusCode()).isEqualTo(401);
		assertThat(output.getOut()).containsOnlyOnce("Refused a question at /auth/verify from 127.0.0.1");
	}

	@Test
	void answerToAQuestionThatIsNotPlainSaysWhatIsMissing() {
		Browser browser = signedInWithAllScopes();
		String why = Json.read(browser.get("/auth/verify")).get("type").asString();
		assertThat(why).endsWith("request-not-named");
	}

	@Test
	void sessionChangesNothingWithoutTheCsrfToken() {
		Browser browser = signedInWithAllScopes();
		String csrf = browser.cookies().get("__Host-sgw-csrf");
		String[] uris = { "/v1/me/player/pause", "/reports" };
		for (String uri : uris) {
			assertThat(ask(browser, "PUT", uri, SAME_ORIGIN).statusCode()).isEqualTo(403);
			assertThat(ask(browser, "PUT", uri, withCsrf("x" + csrf, SAME_ORIGIN)).statusCode()).isEqualTo(403);
			assertThat(ask(browser, "PUT", uri, withCsrf("", SAME_ORIGIN)).statusCode()).isEqualTo(403);
			assertThat(ask(browser, "PUT", uri, withCsrf(csrf, SAME_ORIGIN)).statusCode()).isEqualTo(204);
		}
	}

	@Test
	void sessionChangesNothingUnlessTheBrowserSaysThatItsOwnPageAsks() {
		Browser browser = signedInWithAllScopes();
		String csrf = browser.cookies().get("__Host-sgw-csrf");
		String origin = this.gateway.url().toString();
		Stream
			.<List<String>>of(List.of(), List.of("Sec-Fetch-Site", "same-site"),
					List.of("Sec-Fetch-Site", "cross-site"), List.of("Sec-Fetch-Site", "none"),
					List.of("Sec-Fetch-Site", ""), List.of("Origin", "https://evil.example"), List.of("Origin", "null"),
					List.of("Origin", origin + ".evil.example"), List.of("Origin", ""),
					List.of("Sec-Fetch-Site", "cross-site", "Origin", origin),
					List.of("Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example"),
					List.of("Referer", origin + "/"))
			.forEach((headers) -> {
				for (String uri : List.of("/v1/me/player/pause", "/reports/q3")) {
					HttpResponse<String> answer = ask(browser, "PUT", uri,
							withCsrf(csrf, headers.toArray(String[]::new)));
					assertThat(answer.statusCode()).as(uri + headers).isEqualTo(403);
					assertThat(answer.body()).contains("same-origin-required", "remedy");
				}
			});
		assertThat(ask(browser, "PUT", "/reports", withCsrf(csrf, "Origin", origin)).statusCode()).isEqualTo(204);
		assertThat(ask(browser, "PUT", "/reports", withCsrf(csrf, "Sec-Fetch-Site", "same-origin", "Origin", origin))
			.statusCode()).isEqualTo(204);
		assertThat(ask(browser, "GET", "/reports", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(204);
	}

	static Stream<List<String>> handshakes() {
		return Stream.of(List.of("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
				List.of("Sec-Fetch-Mode", "websocket"), List.of("Upgrade", "websocket"),
				List.of("Upgrade", "h2c, WebSocket"), List.of("Upgrade", "h2c", "Upgrade", "websocket"));
	}

	@ParameterizedTest
	@MethodSource("handshakes")
	void sessionOpensAWebSocketFromAPageOfTheGatewaysOriginOnly(List<String> handshake) {
		String cookies = "Cookie: " + this.alice.cookies()
			.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
		String origin = this.gateway.url().toString();
		assertThat(handshake(handshake, "/reports", cookies)).isEqualTo(403);
		assertThat(handshake(handshake, "/v1/me", cookies)).isEqualTo(403);
		assertThat(handshake(handshake, "/reports", cookies, "Origin: https://evil.example")).isEqualTo(403);
		assertThat(handshake(handshake, "/reports", cookies, "Origin: null")).isEqualTo(403);
		assertThat(handshake(handshake, "/reports", cookies, "Sec-Fetch-Site: same-origin")).isEqualTo(403);
		assertThat(handshake(handshake, "/reports", cookies, "Origin: " + origin)).isEqualTo(204);
	}

	@ParameterizedTest
	@MethodSource("handshakes")
	void onlyATokenForEverythingOpensAWebSocketOfTheCompany(List<String> handshake) {
		String read = this.alice.mintToken("read", "player", "library", "playlists");
		assertThat(handshake(handshake, "/reports", "Authorization: Bearer " + read)).isEqualTo(403);
		assertThat(handshake(handshake, "/reports", "Authorization: Bearer " + this.alice.mintToken("raw")))
			.isEqualTo(204);
	}

	@Test
	void handshakeDoesNotSpareAChangeTheCsrfToken() {
		Browser browser = signedInWithAllScopes();
		assertThat(ask(browser, "PUT", "/reports", "Sec-WebSocket-Key", "x", "Origin", this.gateway.url().toString())
			.statusCode()).isEqualTo(403);
	}

	@Test
	void nginxUnderstandsEveryAnswer() {
		Gateway limited = start("spotify-gateway.trusted-proxies=127.0.0.1",
				"spotify-gateway.access.failed-tokens-per-minute=1");
		for (int i = 0; i < 3; i++) {
			assertThat(ask(limited.newBrowser(), "GET", "/v1/me", bearer("wrong")).statusCode()).isEqualTo(401);
		}
		assertThat(this.nobody.submit(VERIFY, "a=b", "Authorization", "Bearer " + this.alice.mintToken("raw"))
			.statusCode()).isEqualTo(401);
	}

	@Test
	void usersOfTheCompanyAreJudgedByTheirOwnTokens() {
		try (TokenIssuer issuer = TokenIssuer.start()) {
			CompanyGateway company = CompanyGateway.start(issuer, Gateway.shared().spotify(),
					"spotify-gateway.trusted-proxies=127.0.0.1", "spotify-gateway.forward-auth.paths=/reports");
			this.gateways.add(company.gateway());
			Browser program = company.gateway().newBrowser();
			String token = issuer.token("ann");
			assertThat(ask(program, "GET", "/v1/me", bearer(token)).statusCode()).isEqualTo(403);
			assertThat(ask(program, "GET", "/reports", bearer(token)).statusCode()).isEqualTo(204);
			assertThat(ask(program, "GET", "/reports", bearer(issuer.token("ann", "mail"))).statusCode())
				.isEqualTo(403);
			assertThat(ask(program, "GET", "/reports", bearer(token + "x")).statusCode()).isEqualTo(401);
			company.link(token, SimulatedUser.ALICE);
			HttpResponse<String> answer = ask(program, "GET", "/v1/me", bearer(token));
			assertThat(answer.statusCode()).isEqualTo(204);
			assertThat(answer.headers().firstValue("Gateway-Caller")).contains("jwt");
			assertThat(answer.headers().firstValue("Gateway-Scopes")).contains("link read");
			assertThat(answer.headers().firstValue("Gateway-Principal")).isPresent();
		}
	}

	@Test
	void tokenIsHandedOutToWhoBringsTheCredentialOnly() {
		Gateway generous = start("spotify-gateway.trusted-proxies=127.0.0.1",
				"spotify-gateway.forward-auth.hand-out-token=true",
				"spotify-gateway.forward-auth.credential=" + CREDENTIAL);
		Browser browser = generous.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> answer = ask(browser, "GET", "/v1/me", "Gateway-Credential", CREDENTIAL);
		String token = answer.headers().firstValue("Gateway-Spotify-Token").orElseThrow();
		assertThat(new RelayClient(generous.spotify().apiUrl(), token).get("/v1/me").statusCode()).isEqualTo(200);
		assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
		assertThat(ask(browser, "GET", "/v1/me").headers().firstValue("Gateway-Spotify-Token")).contains("");
		for (String wrong : List.of(CREDENTIAL + "0", CREDENTIAL.substring(1), "x", "")) {
			HttpResponse<String> refused = ask(browser, "GET", "/v1/me", "Gateway-Credential", wrong);
			assertThat(refused.statusCode()).as(wrong).isEqualTo(401);
			assertThat(refused.headers().map()).doesNotContainKey("Gateway-Spotify-Token");
		}
		assertThat(ask(browser, "GET", "/v1/me", "Gateway-Credential", CREDENTIAL, "Gateway-Credential", CREDENTIAL)
			.statusCode()).isEqualTo(401);
		assertThat(ask(generous.newBrowser(), "GET", "/v1/me", "Gateway-Credential", CREDENTIAL).statusCode())
			.isEqualTo(401);
	}

	@Test
	void tokenGoesOnlyWhereTheCallersOwnMayGo() {
		Gateway generous = start("spotify-gateway.trusted-proxies=127.0.0.1",
				"spotify-gateway.forward-auth.paths=/reports", "spotify-gateway.forward-auth.hand-out-token=true",
				"spotify-gateway.forward-auth.credential=" + CREDENTIAL);
		Browser browser = generous.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		Browser program = generous.newBrowser();
		String[] read = bearer(browser.mintToken("read", "player"));
		String[] raw = bearer(browser.mintToken("raw"));
		assertThat(handedOut(program, "/v1/me", read)).isNotEmpty();
		assertThat(handedOut(program, "/reports", read)).isEmpty();
		assertThat(handedOut(program, "/reports", raw)).isNotEmpty();
		assertThat(handedOut(browser, "/reports")).isNotEmpty();
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(generous.database()
				.sql("select subject from audit_event where type = 'spotify-token-handed-out' and actor is not null"
						+ " and outcome = 'success'")
				.query(String.class)
				.list()).containsExactly("127.0.0.1"));
	}

	@Test
	void tokenStaysHereUnlessTheOperatorSaysOtherwise() {
		assertThat(ask(this.alice, "GET", "/v1/me", "Gateway-Credential", CREDENTIAL).headers()
			.firstValue("Gateway-Spotify-Token")).contains("");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET | /reports | text/html,*/* | navigate | /reports
			GET | /reports/a?x=//evil.example | text/html | navigate | /reports/a
			GET | //evil.example/reports | text/html | navigate | /
			GET | /reports/..//evil.example | text/html | navigate | /
			GET | /\\evil.example | text/html | navigate | /
			GET | /v1/me | */* | cors | ''
			POST | /reports | text/html | navigate | ''
			""")
	void browserIsSentToTheLoginAndBackToThisHost(String method, String uri, String accept, String mode, String back) {
		Gateway redirecting = started("spotify-gateway.forward-auth.mode", "redirect").orElseGet(
				() -> start("spotify-gateway.trusted-proxies=127.0.0.1", "spotify-gateway.forward-auth.mode=redirect"));
		HttpResponse<String> answer = ask(redirecting.newBrowser(), method, uri, "Accept", accept, "Sec-Fetch-Mode",
				mode, "X-Forwarded-Host", "evil.example");
		if (back.isEmpty()) {
			assertThat(answer.statusCode()).isEqualTo(401);
			return;
		}
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(Browser.location(answer))
			.hasToString(redirecting.url() + "/oauth2/authorization/spotify?return_to=" + back.replace("/", "%2F"));
		assertThat(redirecting.newBrowser().get(Browser.location(answer)).statusCode()).isEqualTo(302);
	}

	private String alicesName() {
		return this.gateway.database().sql("select principal_name from connection").query(String.class).single();
	}

	/**
	 * A user who has no tokens yet.
	 */
	private static Browser signedIn(Gateway gateway) {
		gateway.database().sql("delete from api_token").update();
		Browser browser = gateway.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		return browser;
	}

	private Browser signedInWithAllScopes() {
		Browser browser = this.gateway.newBrowser();
		browser.get(browser.agree(browser.startLogin("/oauth2/authorization/spotify?scope=" + RelayClient.ALL_SCOPES),
				SimulatedUser.ALICE));
		browser.get("/api/session");
		return browser;
	}

	private static String[] withCsrf(String token, String... headers) {
		return Stream.concat(Stream.of("X-CSRF-TOKEN", token), Stream.of(headers)).toArray(String[]::new);
	}

	/**
	 * With headers that the client of the other tests does not send.
	 */
	private int handshake(List<String> handshake, String uri, String... headers) {
		StringBuilder head = new StringBuilder("GET " + VERIFY + " HTTP/1.1\r\nHost: "
				+ this.gateway.url().getAuthority() + "\r\nX-Original-Method: GET\r\nX-Original-URI: " + uri + "\r\n");
		for (int i = 0; i < handshake.size(); i += 2) {
			head.append(handshake.get(i)).append(": ").append(handshake.get(i + 1)).append("\r\n");
		}
		Stream.of(headers).forEach((header) -> head.append(header).append("\r\n"));
		return RawHttp.status(RawHttp.send(this.gateway.url(), head + "Connection: close\r\n\r\n"));
	}

	private static String handedOut(Browser browser, String uri, String... headers) {
		return ask(browser, "GET", uri,
				Stream.concat(Stream.of("Gateway-Credential", CREDENTIAL), Stream.of(headers)).toArray(String[]::new))
			.headers()
			.firstValue("Gateway-Spotify-Token")
			.orElseThrow();
	}

	/**
	 * One whose users see it under a path.
	 */
	private Gateway mounted() {
		return started("server.servlet.context-path", "/music").orElseGet(() -> {
			int port = FreePort.find();
			URI url = URI.create("http://127.0.0.1:" + port + "/music");
			SpotifySimulator spotify = Gateway.shared().spotify();
			spotify.registerRedirectUri(url + "/login/oauth2/code/spotify");
			Gateway started = Gateway.behind(url, spotify, "server.port=" + port, "server.servlet.context-path=/music",
					"spotify-gateway.trusted-proxies=127.0.0.1",
					"spotify-gateway.forward-auth.paths=/reports,/music/v1");
			this.gateways.add(started);
			return started;
		});
	}

	/**
	 * One whose company has the whole host.
	 */
	private Gateway open() {
		return started("spotify-gateway.forward-auth.paths", "/").orElseGet(
				() -> start("spotify-gateway.trusted-proxies=127.0.0.1", "spotify-gateway.forward-auth.paths=/"));
	}

	private Optional<Gateway> started(String setting, String value) {
		return this.gateways.stream()
			.filter((one) -> value.equals(one.bean(Environment.class).getProperty(setting)))
			.findFirst();
	}

	private Gateway start(String... settings) {
		Gateway started = Gateway.start(Gateway.shared().spotify(), settings);
		this.gateways.add(started);
		return started;
	}

	private static String[] bearer(String token) {
		return new String[] { "Authorization", "Bearer " + token };
	}

	private static HttpResponse<String> ask(Browser browser, String method, String uri, String... headers) {
		return browser.get(VERIFY,
				Stream.concat(Stream.of("X-Original-Method", method, "X-Original-URI", uri), Stream.of(headers))
					.toArray(String[]::new));
	}

}
