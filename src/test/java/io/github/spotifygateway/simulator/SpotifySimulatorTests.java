package io.github.spotifygateway.simulator;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the accounts side of the simulator and its controls.
 */
class SpotifySimulatorTests {

	private static final MovableTime TIME = new MovableTime();

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start(0, 0, TIME);

	private final SimulatorClient client = new SimulatorClient(SPOTIFY);

	@BeforeEach
	void reset() {
		SPOTIFY.reset();
	}

	@AfterAll
	static void close() {
		SPOTIFY.close();
	}

	@Test
	void signInAnswersWithTokensThatNameThemselves() throws Exception {
		JsonNode tokens = this.client.signIn(SimulatedUser.ALICE, "user-read-email", "user-read-private");
		assertThat(tokens.path("access_token").asString()).matches("SIMACCESS-[0-9A-Za-z]{32,}");
		assertThat(tokens.path("refresh_token").asString()).matches("SIMREFRESH-[0-9A-Za-z]{32,}");
		assertThat(tokens.path("token_type").asString()).isEqualTo("Bearer");
		assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
		assertThat(tokens.path("scope").asString()).isEqualTo("user-read-email user-read-private");
	}

	@Test
	void consentPageListsScopesAndEscapesParameters() throws Exception {
		URI url = this.client.authorizeUrl(SimulatorClient.REDIRECT_URI,
				"&code_challenge_method=S256&scope=user-read-email&extra=%22%3E%3Cb%3E");
		HttpResponse<String> page = this.client.get(url);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Simulated Spotify", "See your email address", "id=\"agree\"", "id=\"cancel\"")
			.doesNotContain("\"><b>");
	}

	@Test
	void agreeingRedirectsWithCodeAndState() {
		URI location = SPOTIFY.approve(this.client.authorizeUrl(), SimulatedUser.BOB);
		assertThat(location.toString()).startsWith(SimulatorClient.REDIRECT_URI + "?code=SIMCODE-");
		assertThat(this.client.parameter(location, "state")).isEqualTo("a+b=");
	}

	@Test
	void cancellingRedirectsWithAccessDeniedAndState() {
		URI location = SPOTIFY.refuse(this.client.authorizeUrl());
		assertThat(location.toString()).isEqualTo(SimulatorClient.REDIRECT_URI + "?error=access_denied&state=a%2Bb%3D");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1/login/oauth2/code/spotify",
			"http://127.0.0.1:51234/login/oauth2/code/spotify", "http://[::1]:8080/login/oauth2/code/spotify" })
	void loopbackLiteralsAreRegisteredForEveryPort(String redirectUri) throws Exception {
		assertThat(authorize(redirectUri).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:8080/login/oauth2/code/spotify",
			"http://192.168.0.7:8080/login/oauth2/code/spotify",
			"http://127.0.0.1.example.com/login/oauth2/code/spotify" })
	void insecureRedirectUrisEndOnAPage(String redirectUri) throws Exception {
		assertRefused(authorize(redirectUri), "INVALID_CLIENT: Insecure redirect URI");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://gateway.example.com/callback", "http://127.0.0.1:8080/login/oauth2/code/spotify/",
			"http://127.0.0.1:8080/LOGIN/oauth2/code/spotify" })
	void otherRedirectUrisEndOnAPage(String redirectUri) throws Exception {
		assertRefused(authorize(redirectUri), "INVALID_CLIENT: Invalid redirect URI");
	}

	@Test
	void registeredRedirectUriMatchesExactly() throws Exception {
		SPOTIFY.registerRedirectUri("https://music.example.com/callback");
		assertThat(authorize("https://music.example.com/callback").statusCode()).isEqualTo(200);
		assertThat(authorize("https://music.example.com:8443/callback").statusCode()).isEqualTo(400);
	}

	@Test
	void localhostIsInsecureEvenIfRegistered() throws Exception {
		SPOTIFY.registerRedirectUri("http://localhost:8080/callback");
		assertRefused(authorize("http://localhost:8080/callback"), "INVALID_CLIENT: Insecure redirect URI");
	}

	@Test
	void unknownClientScopeAndChallengeMethodEndOnAPage() throws Exception {
		URI good = this.client.authorizeUrl();
		URI unknownClient = URI.create(good.toString().replace(SPOTIFY.clientId(), "unknown"));
		assertRefused(this.client.get(unknownClient), "INVALID_CLIENT: Failed to get client");
		assertRefused(this.client.get(this.client.authorizeUrl("openid")), "Illegal scope");
		URI plain = URI.create(good.toString().replace("S256", "plain"));
		assertRefused(this.client.get(plain), "code_challenge_method must be S256");
		URI implicit = URI.create(good.toString().replace("response_type=code", "response_type=token"));
		assertRefused(this.client.get(implicit), "response_type must be code");
	}

	@Test
	void approvingABadRequestFailsWithThePage() {
		assertThatIllegalStateException()
			.isThrownBy(() -> SPOTIFY.approve(this.client.authorizeUrl("openid"), SimulatedUser.ALICE))
			.withMessageContaining("Illegal scope");
	}

	@Test
	void codeIsGoodOnlyOnce() throws Exception {
		String code = this.client.code(SimulatedUser.ALICE);
		assertThat(redeem(code).statusCode()).isEqualTo(200);
		assertRefused(redeem(code), "invalid_grant", "Invalid authorization code");
	}

	@Test
	void codeExpiresAfterAMinute() throws Exception {
		String code = this.client.code(SimulatedUser.ALICE);
		TIME.advance(Duration.ofSeconds(61));
		assertRefused(redeem(code), "invalid_grant", "Authorization code expired");
	}

	@Test
	void codeIsBoundToItsRedirectUri() throws Exception {
		String code = this.client.code(SimulatedUser.ALICE);
		String otherPort = "http://127.0.0.1:9999/login/oauth2/code/spotify";
		assertRefused(this.client.redeem(code, otherPort, SimulatorClient.VERIFIER), "invalid_grant",
				"Invalid redirect URI");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "too-short", "AnotherVerifierThatIsLongEnoughForTheRfcButWrong" })
	void codeIsBoundToItsCodeChallenge(String verifier) throws Exception {
		String code = this.client.code(SimulatedUser.ALICE);
		assertRefused(this.client.redeem(code, SimulatorClient.REDIRECT_URI, verifier), "invalid_grant",
				"code_verifier was incorrect");
	}

	@Test
	void wrongClientCredentialsAreRefusedWith400() throws Exception {
		String form = "grant_type=refresh_token&refresh_token=x";
		assertRefused(this.client.token(form, SPOTIFY.clientId() + ":wrong"), "invalid_client", "Invalid client");
		HttpResponse<String> anonymous = this.client.tokenWithoutHeader(form);
		assertThat(anonymous.statusCode()).isEqualTo(400);
		assertThat(anonymous.body()).contains("invalid_client").doesNotContain("error_description");
	}

	@Test
	void clientCredentialsMayComeInTheBody() throws Exception {
		String form = "grant_type=refresh_token&refresh_token=%s&client_id=%s&client_secret=%s"
			.formatted(this.client.refreshToken(SimulatedUser.ALICE), SPOTIFY.clientId(), SPOTIFY.clientSecret());
		assertThat(this.client.tokenWithoutHeader(form).statusCode()).isEqualTo(200);
	}

	@Test
	void incompleteTokenRequestsAreInvalid() throws Exception {
		assertRefused(this.client.token("grant_type=authorization_code"), "invalid_request", "code must be supplied");
		assertRefused(this.client.token("grant_type=refresh_token"), "invalid_request",
				"refresh_token must be supplied");
		assertThat(this.client.token("grant_type=password").body()).contains("unsupported_grant_type");
	}

	@Test
	void refreshAnswersWithoutRefreshToken() throws Exception {
		JsonNode tokens = this.client.json(this.client.refresh(this.client.refreshToken(SimulatedUser.ALICE)));
		assertThat(tokens.has("refresh_token")).isFalse();
		assertThat(this.client.api("/v1/me", tokens.path("access_token").asString()).statusCode()).isEqualTo(200);
	}

	@Test
	void refreshMayAnswerWithEmptyRefreshToken() throws Exception {
		SPOTIFY.emptyRefreshToken(true);
		JsonNode tokens = this.client.json(this.client.refresh(this.client.refreshToken(SimulatedUser.ALICE)));
		assertThat(tokens.path("refresh_token").asString()).isEmpty();
		assertThat(tokens.has("refresh_token")).isTrue();
	}

	@Test
	void rotationRevokesTheOldRefreshToken() throws Exception {
		SPOTIFY.rotateRefreshTokens(true);
		String old = this.client.refreshToken(SimulatedUser.ALICE);
		String rotated = this.client.json(this.client.refresh(old)).path("refresh_token").asString();
		assertThat(rotated).startsWith("SIMREFRESH-").isNotEqualTo(old);
		assertRefused(this.client.refresh(old), "invalid_grant", "Refresh token revoked");
		assertThat(this.client.refresh(rotated).statusCode()).isEqualTo(200);
	}

	@Test
	void rotationWithGraceRepeatsItsAnswerUntilTheNewRefreshTokenIsUsed() throws Exception {
		SPOTIFY.rotateRefreshTokens(true);
		SPOTIFY.reuseGrace(true);
		String old = this.client.refreshToken(SimulatedUser.ALICE);
		String rotated = this.client.json(this.client.refresh(old)).path("refresh_token").asString();
		JsonNode repeated = this.client.json(this.client.refresh(old));
		assertThat(repeated.path("refresh_token").asString()).isEqualTo(rotated).isNotEqualTo(old);
		assertThat(this.client.refresh(rotated).body()).contains("SIMREFRESH-").doesNotContain(rotated);
		assertRefused(this.client.refresh(old), "invalid_grant", "Refresh token revoked");
		assertThat(this.client.refresh(rotated).statusCode()).isEqualTo(200);
	}

	@Test
	void rotationWithGraceRecoversFromALostAnswer() throws Exception {
		SPOTIFY.rotateRefreshTokens(true);
		SPOTIFY.reuseGrace(true);
		String old = this.client.refreshToken(SimulatedUser.ALICE);
		SPOTIFY.on("/api/token").once(Fault.lostAnswer());
		assertThatIOException().isThrownBy(() -> this.client.refresh(old));
		assertThat(this.client.refresh(old).body()).contains("SIMREFRESH-");
	}

	@Test
	void revokingEndsTheGrantsOfOneUser() throws Exception {
		String alice = this.client.refreshToken(SimulatedUser.ALICE);
		String bob = this.client.refreshToken(SimulatedUser.BOB);
		SPOTIFY.revoke(SimulatedUser.ALICE);
		assertRefused(this.client.refresh(alice), "invalid_grant", "Refresh token revoked");
		assertThat(this.client.refresh(bob).statusCode()).isEqualTo(200);
	}

	@Test
	void endedGrantsAreRefusedAsExpired() throws Exception {
		String refreshToken = this.client.refreshToken(SimulatedUser.ALICE);
		SPOTIFY.endGrants();
		assertRefused(this.client.refresh(refreshToken), "invalid_grant", "Refresh token expired");
	}

	@Test
	void grantsEndSixMonthsAfterTheAuthorizationThoughRefreshed() throws Exception {
		SPOTIFY.rotateRefreshTokens(true);
		String refreshToken = this.client.refreshToken(SimulatedUser.ALICE);
		TIME.advance(Duration.ofDays(150));
		String rotated = this.client.json(this.client.refresh(refreshToken)).path("refresh_token").asString();
		TIME.advance(Duration.ofDays(35));
		assertRefused(this.client.refresh(rotated), "invalid_grant", "Refresh token expired");
	}

	@Test
	void unknownRefreshTokenIsInvalid() throws Exception {
		assertRefused(this.client.refresh("garbage"), "invalid_grant", "Invalid refresh token");
	}

	@Test
	void fewerScopesMayBeGrantedThanAsked() throws Exception {
		SPOTIFY.grantOnly("user-read-private");
		JsonNode tokens = this.client.signIn(SimulatedUser.ALICE, "user-read-email", "user-read-private");
		assertThat(tokens.path("scope").asString()).isEqualTo("user-read-private");
	}

	@Test
	void revocationEndpointRevokesTheRefreshToken() throws Exception {
		String refreshToken = this.client.refreshToken(SimulatedUser.ALICE);
		String form = "token=%s&client_id=%s&client_secret=%s".formatted(refreshToken, SPOTIFY.clientId(),
				SPOTIFY.clientSecret());
		assertThat(this.client.post("/oauth2/revoke/v1", form).statusCode()).isEqualTo(200);
		assertRefused(this.client.refresh(refreshToken), "invalid_grant", "Refresh token revoked");
	}

	@Test
	void requestsAreRecorded() throws Exception {
		this.client.accessToken(SimulatedUser.ALICE);
		RecordedRequest token = SPOTIFY.requests().to("/api/token").get(0);
		assertThat(token.method()).isEqualTo("POST");
		assertThat(token.headers().get("authorization")).startsWith("Basic ");
		assertThat(token.form()).containsEntry("code_verifier", SimulatorClient.VERIFIER);
		assertThat(token.at()).isEqualTo(TIME.instant());
		assertThat(SPOTIFY.requests().to("/authorize")).extracting(RecordedRequest::method)
			.containsExactly("GET", "POST");
		assertThat(SPOTIFY.requests().to("/authorize").get(0).queryParameters()).containsEntry("state", "a+b=");
	}

	@Test
	void resetForgetsEverything() throws Exception {
		String refreshToken = this.client.refreshToken(SimulatedUser.ALICE);
		SPOTIFY.on("/v1/me").always(Fault.status(500));
		SPOTIFY.player(SimulatedUser.ALICE).playsNothing();
		SPOTIFY.reset();
		assertThat(SPOTIFY.requests().all()).isEmpty();
		assertThat(SPOTIFY.player(SimulatedUser.ALICE).with(Listening::nowPlaying)).isNotNull();
		assertRefused(this.client.refresh(refreshToken), "invalid_grant", "Invalid refresh token");
		String accessToken = this.client.accessToken(SimulatedUser.ALICE);
		assertThat(this.client.api("/v1/me", accessToken).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> authorize(String redirectUri) throws Exception {
		return this.client.get(this.client.authorizeUrl(redirectUri, "&code_challenge_method=S256"));
	}

	private HttpResponse<String> redeem(String code) throws Exception {
		return this.client.redeem(code, SimulatorClient.REDIRECT_URI, SimulatorClient.VERIFIER);
	}

	private void assertRefused(HttpResponse<String> page, String text) {
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.body()).contains(text);
		assertThat(page.headers().firstValue("Location")).isEmpty();
	}

	private void assertRefused(HttpResponse<String> response, String error, String description) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(this.client.json(response).path("error").asString()).isEqualTo(error);
		assertThat(this.client.json(response).path("error_description").asString()).isEqualTo(description);
	}

}
