package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The authorization code flow from the first redirect to the session.
 */
class LoginJourneyTests {

	private static final String LOGIN = "/oauth2/authorization/spotify";

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	void forgetRequests() {
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
		var request = this.gateway.spotify().requests().to("/api/token").get(0);
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

	private static Map<String, String> query(URI uri) {
		return UriComponentsBuilder.fromUri(uri)
			.build()
			.getQueryParams()
			.toSingleValueMap()
			.entrySet()
			.stream()
			.collect(java.util.stream.Collectors.toMap(Map.Entry::getKey,
					(entry) -> java.net.URLDecoder.decode(entry.getValue(), StandardCharsets.UTF_8)));
	}

}
