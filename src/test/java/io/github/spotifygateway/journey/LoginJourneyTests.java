package io.github.spotifygateway.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The authorization code flow from the first redirect to the session.
 */
class LoginJourneyTests {

	private static final String LOGIN = "/oauth2/authorization/spotify";

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	void forgetGrantsAndRequests() {
		this.gateway.database().sql("delete from connection").update();
		this.gateway.spotify().requests().clear();
	}

	@Test
	void signedInUserSeesOwnProfile() {
		HttpResponse<String> callback = this.browser.signIn(SimulatedUser.ALICE);
		assertThat(callback.statusCode()).isEqualTo(303);
		assertThat(Browser.location(callback)).isEqualTo(this.gateway.url().resolve("/"));
		assertThat(Json.read(this.browser.get("/api/me")).get("displayName").asString()).isEqualTo("Alice Liddell");
	}

	@Test
	void authorizationRequestTakesRedirectUriFromConfigurationWhateverTheHostHeader() {
		HttpResponse<String> response = this.browser.get(LOGIN, "X-Forwarded-Host", "evil.test", "Forwarded",
				"host=evil.test");
		assertThat(query(Browser.location(response))).containsEntry("response_type", "code")
			.containsEntry("redirect_uri", this.gateway.url() + "/login/oauth2/code/spotify");
	}

	@Test
	void everyLoginHasItsOwnStateAndS256Challenge() {
		Map<String, String> first = query(this.browser.startLogin(LOGIN));
		Map<String, String> second = query(this.browser.startLogin(LOGIN));
		assertThat(first).containsEntry("code_challenge_method", "S256");
		assertThat(first.get("code_challenge")).isNotEqualTo(second.get("code_challenge")).hasSize(43);
		assertThat(first.get("state")).isNotEqualTo(second.get("state")).hasSizeGreaterThanOrEqualTo(43);
	}

	@Test
	void tokenRequestBringsVerifierOfTheChallengeAndClientSecretButNothingInItsAddress() throws Exception {
		URI authorize = this.browser.startLogin(LOGIN);
		this.browser.get(this.browser.agree(authorize, SimulatedUser.ALICE));
		RecordedRequest request = this.gateway.spotify().requests().to("/api/token").get(0);
		String verifier = request.form().get("code_verifier");
		assertThat(verifier).hasSizeBetween(43, 128);
		byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
		assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
			.isEqualTo(query(authorize).get("code_challenge"));
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.query()).isNullOrEmpty();
		assertThat(request.headers().get("authorization")).startsWith("Basic ");
	}

	@Test
	void asksForTheConfiguredScopes() {
		assertThat(query(this.browser.startLogin(LOGIN)).get("scope").split(" "))
			.containsExactlyInAnyOrder("user-read-private", "user-read-email", "user-read-currently-playing");
	}

	@Test
	void callbackInAnotherBrowserIsRefusedWithoutTokenCall() {
		URI callback = this.browser.agree(this.browser.startLogin(LOGIN), SimulatedUser.ALICE);
		Browser other = this.gateway.newBrowser();
		HttpResponse<String> response = other.get(callback);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("This sign-in is unknown here");
		assertThat(other.cookies()).doesNotContainKey("__Host-sgw-session");
		assertThat(this.gateway.spotify().requests().to("/api/token")).isEmpty();
	}

	@Test
	void severalTabsCanSignInAndNoneTwice() {
		URI first = this.browser.startLogin(LOGIN);
		URI second = this.browser.startLogin(LOGIN + "?return_to=/two");
		URI firstCallback = this.browser.agree(first, SimulatedUser.ALICE);
		URI secondCallback = this.browser.agree(second, SimulatedUser.ALICE);
		assertThat(this.browser.get(firstCallback).statusCode()).isEqualTo(303);
		assertThat(Browser.location(this.browser.get(secondCallback))).hasPath("/two");
		assertThat(this.browser.get(firstCallback).statusCode()).isEqualTo(400);
		assertThat(this.browser.get(secondCallback).statusCode()).isEqualTo(400);
	}

	@Test
	void twentyParallelCallbacksMakeOneTokenCallAndOneSession() {
		URI callback = this.browser.agree(this.browser.startLogin(LOGIN), SimulatedUser.ALICE);
		Map<String, String> cookies = Map.copyOf(this.browser.cookies());
		List<CompletableFuture<HttpResponse<String>>> callbacks = Stream.generate(() -> {
			Browser tab = this.gateway.newBrowser();
			tab.cookies().putAll(cookies);
			return CompletableFuture.supplyAsync(() -> tab.get(callback));
		}).limit(20).toList();
		List<Integer> statuses = callbacks.stream().map((answer) -> answer.join().statusCode()).toList();
		assertThat(statuses).containsOnlyOnce(303).filteredOn((status) -> status != 303).containsOnly(400);
		assertThat(this.gateway.spotify().requests().to("/api/token")).hasSize(1);
	}

	@Test
	void foreignCodeWithOwnStateEndsOnPageWithoutSession() {
		Browser victim = this.gateway.newBrowser();
		String foreignCode = query(victim.agree(victim.startLogin(LOGIN), SimulatedUser.BOB)).get("code");
		URI own = this.browser.agree(this.browser.startLogin(LOGIN), SimulatedUser.ALICE);
		URI injected = UriComponentsBuilder.fromUri(own).replaceQueryParam("code", foreignCode).build(true).toUri();
		HttpResponse<String> response = this.browser.get(injected);
		assertThat(this.browser.get(Browser.location(response)).body()).contains("Spotify did not accept the sign-in");
		assertThat(this.browser.cookies()).doesNotContainKey("__Host-sgw-session");
	}

	@Test
	void storesTheScopesSpotifyGrantedAndNamesTheOneThatIsMissing() {
		this.gateway.spotify().grantOnly("user-read-private");
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(Json.read(this.browser.get("/api/me/connection")).get("scopes").values())
			.extracting(JsonNode::asString)
			.containsExactly("user-read-private");
		HttpResponse<String> response = this.browser.get("/api/me/now-playing");
		assertThat(response.statusCode()).isEqualTo(403);
		JsonNode problem = Json.read(response);
		assertThat(problem.get("type").asString()).isEqualTo("urn:spotify-gateway:problem:insufficient-scope");
		assertThat(problem.get("requiredScopes").get(0).asString()).isEqualTo("user-read-currently-playing");
		assertThat(this.gateway.spotify().requests().to("/v1/me/player/currently-playing")).isEmpty();
	}

	@Test
	void consentUrlAsksForTheMissingScopeTogetherWithTheGrantedOnes() {
		this.gateway.spotify().grantOnly("user-read-private", "user-top-read");
		URI authorize = this.browser.startLogin(LOGIN + "?scope=user-top-read");
		this.browser.get(this.browser.agree(authorize, SimulatedUser.ALICE));
		JsonNode problem = Json.read(this.browser.get("/api/me/now-playing"));
		URI consent = URI.create(problem.get("consentUrl").asString());
		assertThat(query(Browser.location(this.browser.get(consent))).get("scope").split(" "))
			.contains("user-read-currently-playing", "user-top-read", "user-read-private");
	}

	@Test
	void principalIsTheAccountIdAndNullDisplayNameIsFine() {
		this.browser.signIn(SimulatedUser.BOB);
		JsonNode profile = Json.read(this.browser.get("/api/me"));
		assertThat(profile.get("displayName").isNull()).isTrue();
		assertThat(this.gateway.database()
			.sql("select count(*) from connection where principal_name = ? and account_id = ?")
			.params(SimulatedUser.BOB.accountId(), SimulatedUser.BOB.accountId())
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	@Test
	void principalIsTheIdWhenSpotifyTellsNoAccountId() {
		this.gateway.spotify()
			.on("/v1/me")
			.always(Fault.body(200, "application/json",
					"{\"id\":\"carol\",\"display_name\":null,\"product\":\"free\"}"));
		assertThat(this.browser.signIn(SimulatedUser.ALICE).statusCode()).isEqualTo(303);
		assertThat(Json.read(this.browser.get("/api/me/connection")).get("state").asString()).isEqualTo("connected");
		assertThat(this.gateway.database()
			.sql("select count(*) from connection where principal_name = 'id:carol' and account_id is null")
			.query(Integer.class)
			.single()).isEqualTo(1);
	}

	@Test
	void twoUsersNeverSeeEachOther() {
		Browser other = this.gateway.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
		other.signIn(SimulatedUser.BOB);
		List<CompletableFuture<String>> alice = ids(this.browser);
		List<CompletableFuture<String>> bob = ids(other);
		assertThat(alice).extracting(CompletableFuture::join).hasSize(100).containsOnly("alice");
		assertThat(bob).extracting(CompletableFuture::join).hasSize(100).containsOnly("bob");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?", "?state=STATE", "?code=CODE", "?code=CODE&code=CODE&state=STATE",
			"?code=CODE&state=STATE&state=STATE", "?code=CODE&state=STATE&error=access_denied",
			"?error=a&error=b&state=STATE", "?code=&state=STATE", "?code=CODE&state=", "?code=LONG&state=STATE",
			"?code=CODE&state=STATE&error_description=a&error_description=b" })
	void callbackThatIsNotExactlyOneAnswerIsRefused(String query) {
		Map<String, String> answer = query(this.browser.agree(this.browser.startLogin(LOGIN), SimulatedUser.ALICE));
		String filled = query.replace("LONG", "x".repeat(2049))
			.replace("CODE", answer.get("code"))
			.replace("STATE", URLEncoder.encode(answer.get("state"), StandardCharsets.UTF_8));
		HttpResponse<String> response = this.browser.get("/login/oauth2/code/spotify" + filled);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(this.gateway.spotify().requests().to("/api/token")).isEmpty();
		assertThat(this.browser.cookies()).doesNotContainKey("__Host-sgw-session");
	}

	@Test
	void refusedConsentEndsOnPageThatSaysSoAndRepeatsNothingOfTheAddress() {
		URI refused = this.gateway.spotify().refuse(this.browser.startLogin(LOGIN));
		URI withText = URI.create(refused + "&error_description=%3Cscript%3Ealert(1)%3C/script%3E");
		HttpResponse<String> response = this.browser.get(withText);
		HttpResponse<String> page = this.browser.get(Browser.location(response));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("You did not agree").doesNotContain("alert(1)");
	}

	static Stream<Arguments> faultsOfTheUserInfo() {
		return Stream.of(Arguments.of(Fault.notRegistered(), 403, "Your account is not on this app"),
				Arguments.of(Fault.golden("error-403-user-may-not-be-registered.json"), 403, "is not on this app"),
				Arguments.of(Fault.ownerPremiumRequired(), 503, "owner needs Premium"),
				Arguments.of(Fault.status(503), 503, "Spotify cannot be reached"),
				Arguments.of(Fault.reset(), 503, "Spotify cannot be reached"),
				Arguments.of(Fault.malformedJson(), 503, "Spotify cannot be reached"),
				Arguments.of(Fault.body(200, "application/json", "{}"), 502, "Spotify answered with an error"));
	}

	@ParameterizedTest
	@MethodSource("faultsOfTheUserInfo")
	void failureAfterTheTokenEndsOnPageThatExplainsIt(Fault fault, int status, String text) {
		this.gateway.spotify().on("/v1/me").always(fault);
		assertFailure(this.browser.signIn(SimulatedUser.ALICE), status, text);
	}

	static Stream<Arguments> faultsOfTheTokenEndpoint() {
		return Stream.of(
				Arguments.of(Fault.golden("token-400-invalid-client.json"), 503, "does not accept this gateway"),
				Arguments.of(Fault.status(500), 503, "Spotify cannot be reached"),
				Arguments.of(Fault.html(502), 503, "Spotify cannot be reached"),
				Arguments.of(Fault.html(200), 503, "Spotify cannot be reached"),
				Arguments.of(Fault.reset(), 503, "Spotify cannot be reached"),
				Arguments.of(Fault.malformedJson(), 503, "Spotify cannot be reached"));
	}

	@ParameterizedTest
	@MethodSource("faultsOfTheTokenEndpoint")
	void failureOfTheTokenCallEndsOnPageThatExplainsIt(Fault fault, int status, String text) {
		this.gateway.spotify().on("/api/token").always(fault);
		assertFailure(this.browser.signIn(SimulatedUser.ALICE), status, text);
	}

	@Test
	void tokenCallFollowsNoRedirect() throws IOException {
		try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			elsewhere.setSoTimeout(200);
			URI target = URI.create("http://127.0.0.1:" + elsewhere.getLocalPort() + "/");
			this.gateway.spotify().on("/api/token").always(Fault.redirect(target));
			assertFailure(this.browser.signIn(SimulatedUser.ALICE), 502, "Spotify answered with an error");
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(elsewhere::accept);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/cards", "/a/b?c=d&e=f", "/docs?scope=a%20b" })
	void loginReturnsToAnyPathOfTheGateway(String path) {
		URI authorize = this.browser
			.startLogin(LOGIN + "?return_to=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
		HttpResponse<String> callback = this.browser.get(this.browser.agree(authorize, SimulatedUser.ALICE));
		assertThat(Browser.location(callback)).isEqualTo(URI.create(this.gateway.url() + path));
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.test", "/\\evil.test", "\\\\evil.test", "https://evil.test", "evil.test",
			"javascript:alert(1)", "/%0d%0aSet-Cookie:x=1", "/\r\nSet-Cookie:x=1", "/%5cevil.test", "/%2fevil.test",
			"/.//evil.test", "/..//evil.test", "/../evil", "/a/../b", "/%2e%2e/x", "/%252f", "/%2E%2E/x", "/a/.%2E/x",
			"/\u0000", "/\t/evil.test", " /x", "///evil.test", "/x//evil.test", "/\u2028x", "?x", "", "/a#b",
			"http:evil.test" })
	void returnToAnywhereElseIsRefused(String target) {
		String encoded = URLEncoder.encode(target, StandardCharsets.UTF_8);
		HttpResponse<String> response = this.browser.get(LOGIN + "?return_to=" + encoded);
		assertThat(response.headers().firstValue("Location").orElse("")).doesNotContain("evil");
		assertThat(response.headers().map()).doesNotContainKey("x");
		assertThat(response.statusCode()).isEqualTo(400);
	}

	@Test
	void unknownScopeIsRefused() {
		assertThat(this.browser.get(LOGIN + "?scope=openid").statusCode()).isEqualTo(400);
	}

	@Test
	void loginsOfOtherRegistrationsAreNotOurs() {
		assertThat(this.browser.get("/oauth2/authorization/github").statusCode()).isEqualTo(404);
	}

	@Test
	void browserOnLocalhostIsSentToThePublicHostBeforeItGetsACookie() {
		URI localhost = URI.create(this.gateway.url().toString().replace("127.0.0.1", "localhost"));
		for (String path : List.of("/", LOGIN + "?return_to=/x")) {
			HttpResponse<String> response = this.browser.get(localhost.resolve(path));
			assertThat(response.statusCode()).isEqualTo(307);
			assertThat(Browser.location(response)).isEqualTo(this.gateway.url().resolve(path));
			assertThat(response.headers().map()).doesNotContainKey("set-cookie");
		}
	}

	private void assertFailure(HttpResponse<String> callback, int status, String text) {
		assertThat(callback.statusCode()).isEqualTo(303);
		assertThat(Browser.location(callback).getQuery()).isNull();
		HttpResponse<String> page = this.browser.get(Browser.location(callback));
		assertThat(page.statusCode()).isEqualTo(status);
		assertThat(page.body()).contains(text);
		assertThat(this.browser.cookies()).doesNotContainKey("__Host-sgw-session");
	}

	private static List<CompletableFuture<String>> ids(Browser browser) {
		return Stream
			.generate(() -> CompletableFuture.supplyAsync(() -> Json.read(browser.get("/api/me")).get("id").asString()))
			.limit(100)
			.toList();
	}

	private static Map<String, String> query(URI uri) {
		return Stream.of(uri.getRawQuery().split("&"))
			.map((parameter) -> parameter.split("=", 2))
			.collect(Collectors.toMap((parts) -> parts[0],
					(parts) -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
	}

}
