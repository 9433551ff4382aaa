package com.example.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.example.gateway.StubServer.Answer;
import com.example.gateway.StubServer.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the company's gateway between a stub of Spotify and a stub of the billing service.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GatewayApplicationTests {

	private static final StubServer spotify = new StubServer(Answer.json("{\"from\":\"spotify\"}"));

	private static final StubServer billing = new StubServer(Answer.json("{\"from\":\"billing\"}"));

	private static final String[] CAROL = { "Authorization", basic("carol") };

	private static final String[] DAVE = { "Authorization", basic("dave") };

	@LocalServerPort
	private int port;

	@Autowired
	private OAuth2AuthorizedClientService authorizedClients;

	@Autowired
	private ClientRegistrationRepository registrations;

	private final HttpClient http = HttpClient.newHttpClient();

	@DynamicPropertySource
	static void servers(DynamicPropertyRegistry properties) {
		properties.add("spotify-gateway.accounts-url", spotify::url);
		properties.add("spotify-gateway.api-url", spotify::url);
		properties.add("spotify-gateway.doctor.check-at-start", () -> "false");
		properties.add("spotify-gateway.refresh.pause", () -> "0s");
		properties.add("company.billing-url", billing::url);
		properties.add("SPOTIFY_CLIENT_ID", () -> "id");
		properties.add("SPOTIFY_CLIENT_SECRET", () -> "secret");
	}

	@BeforeEach
	void reset() {
		this.authorizedClients.removeAuthorizedClient("spotify", "carol");
		spotify.reset();
		billing.reset();
		grant("dave", "access-of-dave", Duration.ofHours(1));
	}

	@Test
	void routesOfTheCompanyAreAsTheyWere() throws Exception {
		assertThat(get("/orders", CAROL).body()).contains("billing");
		assertThat(billing.calls("/orders")).singleElement()
			.satisfies((call) -> assertThat(call.header("Authorization")).isEqualTo(CAROL[1]));
		HttpResponse<String> refused = get("/orders");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(
				(challenge) -> assertThat(challenge).startsWith("Basic"));
		assertThat(get("/open/prices").body()).contains("billing");
	}

	@Test
	void cookiesOfOneUserAreNotSentForAnother() throws Exception {
		billing.answer("/orders", new Answer(200, "{}", Map.of("Set-Cookie", "basket=carols"), "none"));
		get("/orders", CAROL);
		get("/orders", DAVE);
		assertThat(billing.calls("/orders")).hasSize(2).allSatisfy((call) -> assertThat(call.header("Cookie")).isEmpty());
	}

	@Test
	void routeForEverythingTakesNoneOfTheGatewaysOwnPaths() throws Exception {
		assertThat(get("/api/session").body()).contains("\"signedIn\":false");
		assertThat(get("/api/me").body()).contains("not-signed-in");
		assertThat(get("/v1/me").body()).contains("NOT_SIGNED_IN");
		assertThat(get("/oauth2/authorization/spotify").headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).startsWith(spotify.url() + "/authorize?")
				.contains("code_challenge_method=S256"));
		assertThat(billing.calls()).isEmpty();
	}

	@Test
	void routeForEverythingKeepsWhatIsNotTheGateways() throws Exception {
		for (String path : new String[] { "/", "/api/orders", "/v1/orders", "/cards/visa.svg", "/assets/logo.png" }) {
			assertThat(get(path, CAROL).body()).as(path).contains("billing");
		}
	}

	@Test
	void sessionIsSentToSpotifyAsAnAccessToken() throws Exception {
		Map<String, String> cookies = signIn();
		HttpResponse<String> answer = get("/music/v1/me?market=from_token", "Cookie", header(cookies), "X-Forwarded-For",
				"10.0.0.1");
		assertThat(answer.body()).contains("of-alice");
		Call call = lastCall("/v1/me");
		assertThat(call.header("Authorization")).isEqualTo("Bearer access-of-alice");
		assertThat(call.header("Cookie")).isEmpty();
		assertThat(call.headers().keySet()).noneMatch((name) -> name.toLowerCase().startsWith("x-forwarded"));
	}

	@Test
	void commandThatARouteSentOnMakesOldWhatWasPlaying() throws Exception {
		String playing = "/v1/me/player/currently-playing";
		spotify.answer(playing, new Answer(204, "", Map.of(), "none"));
		Map<String, String> cookies = new HashMap<>(signIn());
		cookies.putAll(cookies(get("/api/session", "Cookie", header(cookies))));
		get("/api/me/now-playing", "Cookie", header(cookies));
		int asked = spotify.calls(playing).size();
		HttpResponse<String> next = send(request("/music/v1/me/player/next")
			.headers("Cookie", header(cookies), "X-CSRF-TOKEN", cookies.get("__Host-sgw-csrf"))
			.POST(BodyPublishers.noBody()));
		assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
		get("/api/me/now-playing", "Cookie", header(cookies));
		assertThat(spotify.calls(playing)).hasSize(asked + 1);
	}

	@Test
	void apiTokenIsExchangedForAnAccessToken() throws Exception {
		String apiToken = mint(signIn());
		assertThat(get("/music/v1/me", "Authorization", "Bearer " + apiToken).body()).contains("of-alice");
		assertThat(lastCall("/v1/me").header("Authorization")).isEqualTo("Bearer access-of-alice");
		assertThat(get("/music/v1/me", "Authorization", "Bearer sgw_pat_wrong").statusCode()).isEqualTo(401);
		assertThat(get("/music/v1/me").statusCode()).isEqualTo(401);
		assertThat(get("/orders", "Authorization", "Bearer " + apiToken).statusCode()).isEqualTo(401);
	}

	@Test
	void sessionOfTheGatewayIsNoSessionOfTheCompany() throws Exception {
		assertThat(get("/orders", "Cookie", header(signIn())).statusCode()).isEqualTo(401);
		assertThat(billing.calls()).isEmpty();
	}

	@Test
	void companyUserIsSentWithTheOwnGrant() throws Exception {
		spotify.answer("/v1/me", new Answer(200, "{}", Map.of("Set-Cookie", "sp=1"), "none"));
		HttpResponse<String> answer = get("/staff/music/v1/me", DAVE);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.contains("sp="));
		assertThat(lastCall("/v1/me").header("Authorization")).isEqualTo("Bearer access-of-dave");
	}

	@Test
	void companyUserWithTheNameOfAnAccountIsNotSentWithItsGrant() throws Exception {
		signIn("{\"id\":\"singer\",\"account_id\":\"carol\"}");
		spotify.reset();
		HttpResponse<String> answer = get("/staff/music/v1/me", CAROL);
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.body()).contains("not-connected");
		assertThat(spotify.calls()).isEmpty();
	}

	@Test
	void withoutAGrantNothingIsSent() throws Exception {
		HttpResponse<String> answer = get("/staff/music/v1/me", CAROL);
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.body()).contains("not-connected", "/oauth2/authorization/spotify");
		assertThat(spotify.calls()).isEmpty();
	}

	@Test
	void withoutTheScopeNothingIsSent() throws Exception {
		HttpResponse<String> answer = get("/staff/music/v1/me/player", DAVE);
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("insufficient-scope", "scope=user-read-playback-state");
		assertThat(spotify.calls()).isEmpty();
	}

	@Test
	void whileTheTokenCannotBeRefreshedNothingIsSent() throws Exception {
		grant("dave", "expired", Duration.ofMinutes(-1));
		spotify.answer("/api/token", new Answer(500, "", Map.of(), "none"));
		HttpResponse<String> answer = get("/staff/music/v1/me", DAVE);
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(spotify.calls("/v1/me")).isEmpty();
	}

	@Test
	void tokenThatIsRefusedIsReplacedOnce() throws Exception {
		spotify.answer("/v1/me", Answer.json("{\"id\":\"dave\"}").refusing("access-of-dave"));
		spotify.answer("/api/token", token("another"));
		assertThat(get("/staff/music/v1/me", DAVE).body()).contains("\"dave\"");
		assertThat(spotify.calls("/v1/me")).extracting((call) -> call.header("Authorization"))
			.containsExactly("Bearer access-of-dave", "Bearer another");
		spotify.answer("/v1/me", Answer.json("").refusing("another"));
		spotify.answer("/api/token", token("another"));
		assertThat(get("/staff/music/v1/me", DAVE).statusCode()).isEqualTo(502);
	}

	@Test
	void tokenNeverGoesToAnotherPlace() throws Exception {
		HttpResponse<String> answer = get("/astray/v1/me", DAVE);
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).contains("misleading-route");
		assertThat(billing.calls()).isEmpty();
	}

	@Test
	void redirectIsNotFollowed() throws Exception {
		spotify.answer("/v1/me", new Answer(302, "", Map.of("Location", billing.url()), "none"));
		assertThat(get("/staff/music/v1/me", DAVE).statusCode()).isEqualTo(502);
		assertThat(billing.calls()).isEmpty();
	}

	@Test
	void onlyOperationsOfTheWebApiAreSent() throws Exception {
		for (String path : new String[] { "/v1/nothing", "/v2/me", "/v1/me/../me", "/v1/%6De", "/v1/me;a=b" }) {
			assertThat(get("/staff/music" + path, DAVE).statusCode()).as(path).isBetween(400, 404);
		}
		assertThat(get("/staff/music/v1/me?access_token=x", DAVE).statusCode()).isEqualTo(400);
		assertThat(spotify.calls()).isEmpty();
	}

	private void grant(String user, String accessToken, Duration left) {
		Instant end = Instant.now().plus(left);
		OAuth2AccessToken token = new OAuth2AccessToken(TokenType.BEARER, accessToken, end.minus(Duration.ofHours(2)), end,
				Set.of("user-read-private"));
		this.authorizedClients.saveAuthorizedClient(
				new OAuth2AuthorizedClient(this.registrations.findByRegistrationId("spotify"), user, token,
						new OAuth2RefreshToken("refresh-of-" + user, Instant.now())),
				new TestingAuthenticationToken(user, ""));
	}

	/**
	 * Sign Alice in at Spotify.
	 * @return the cookies of her browser
	 */
	private Map<String, String> signIn() throws Exception {
		return signIn("{\"id\":\"alice\",\"display_name\":\"of-alice\"}");
	}

	private Map<String, String> signIn(String profile) throws Exception {
		spotify.answer("/api/token", token("access-of-alice"));
		spotify.answer("/v1/me", Answer.json(profile));
		HttpResponse<String> begin = get("/oauth2/authorization/spotify");
		Matcher state = Pattern.compile("state=([^&]+)").matcher(begin.headers().firstValue("Location").orElseThrow());
		assertThat(state.find()).isTrue();
		HttpResponse<String> callback = get("/login/oauth2/code/spotify?code=code&state=" + state.group(1), "Cookie",
				header(cookies(begin)));
		assertThat(callback.statusCode()).as(callback.body()).isEqualTo(303);
		return cookies(callback);
	}

	private String mint(Map<String, String> session) throws Exception {
		Map<String, String> cookies = new HashMap<>(session);
		cookies.putAll(cookies(get("/api/session", "Cookie", header(session))));
		HttpResponse<String> minted = send(request("/api/tokens")
			.headers("Cookie", header(cookies), "X-CSRF-TOKEN", cookies.get("__Host-sgw-csrf"), "Content-Type",
					"application/json")
			.POST(BodyPublishers.ofString("{\"name\":\"test\",\"scopes\":[\"read\"]}")));
		Matcher token = Pattern.compile("sgw_pat_[0-9A-Za-z]+").matcher(minted.body());
		assertThat(token.find()).as(minted.body()).isTrue();
		return token.group();
	}

	private static Answer token(String accessToken) {
		return Answer.json("""
				{"access_token":"%s","token_type":"Bearer","expires_in":3600,"refresh_token":"r",\
				"scope":"user-read-private user-read-email user-read-currently-playing user-modify-playback-state"}""".formatted(accessToken));
	}

	private static Call lastCall(String path) {
		return spotify.calls(path).get(spotify.calls(path).size() - 1);
	}

	private HttpResponse<String> get(String path, String... headers) throws Exception {
		HttpRequest.Builder request = request(path);
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	private static Map<String, String> cookies(HttpResponse<?> response) {
		return response.headers()
			.allValues("Set-Cookie")
			.stream()
			.map((cookie) -> cookie.substring(0, cookie.indexOf(';')).split("=", 2))
			.collect(Collectors.toMap((cookie) -> cookie[0], (cookie) -> cookie[1], (first, last) -> last));
	}

	private static String header(Map<String, String> cookies) {
		return cookies.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	private static String basic(String user) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
	}

}
