package io.github.spotifygateway.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A confidential OAuth2 client with PKCE, as small as the tests of the simulator need it.
 */
final class SimulatorClient {

	static final String REDIRECT_URI = "http://127.0.0.1:8888/login/oauth2/code/spotify";

	static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	private final SpotifySimulator spotify;

	SimulatorClient(SpotifySimulator spotify) {
		this.spotify = spotify;
	}

	URI authorizeUrl(String... scopes) {
		return authorizeUrl(REDIRECT_URI, "&code_challenge_method=S256&scope=" + String.join("+", scopes));
	}

	URI authorizeUrl(String redirectUri, String more) {
		return this.spotify.accountsUrl()
			.resolve("/authorize?response_type=code&client_id=%s&redirect_uri=%s&state=a%%2Bb%%3D&code_challenge=%s%s"
				.formatted(this.spotify.clientId(), encode(redirectUri), CHALLENGE, more));
	}

	String code(SimulatedUser user, String... scopes) {
		return parameter(this.spotify.approve(authorizeUrl(scopes), user), "code");
	}

	String parameter(URI location, String name) {
		return Parameters.parse(location.getRawQuery()).get(name, "");
	}

	HttpResponse<String> redeem(String code, String redirectUri, String verifier) throws Exception {
		return token("grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s".formatted(code,
				encode(redirectUri), verifier));
	}

	HttpResponse<String> refresh(String refreshToken) throws Exception {
		return token("grant_type=refresh_token&refresh_token=" + refreshToken);
	}

	JsonNode signIn(SimulatedUser user, String... scopes) throws Exception {
		return json(redeem(code(user, scopes), REDIRECT_URI, VERIFIER));
	}

	String accessToken(SimulatedUser user, String... scopes) throws Exception {
		return signIn(user, scopes).path("access_token").asString();
	}

	String refreshToken(SimulatedUser user) throws Exception {
		return signIn(user).path("refresh_token").asString();
	}

	HttpResponse<String> token(String form) throws Exception {
		return token(form, this.spotify.clientId() + ":" + this.spotify.clientSecret());
	}

	HttpResponse<String> token(String form, String credentials) throws Exception {
		String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
		return send(form("/api/token", form).header("Authorization", "Basic " + basic).build());
	}

	HttpResponse<String> tokenWithoutHeader(String form) throws Exception {
		return send(form("/api/token", form).build());
	}

	HttpResponse<String> post(String path, String form) throws Exception {
		return send(form(path, form).build());
	}

	HttpResponse<String> get(URI uri) throws Exception {
		return send(HttpRequest.newBuilder(uri).build());
	}

	HttpResponse<String> api(String path, String accessToken) throws Exception {
		return api("GET", path, accessToken);
	}

	HttpResponse<String> api(String method, String path, String accessToken, String... headers) throws Exception {
		HttpRequest.Builder request = api(method, path, accessToken, BodyPublishers.ofString(""));
		return send((headers.length > 0) ? request.headers(headers).build() : request.build());
	}

	HttpResponse<String> change(String method, String path, String body, String accessToken) throws Exception {
		return send(
				api(method, path, accessToken, BodyPublishers.ofString(body)).header("Content-Type", "application/json")
					.build());
	}

	private HttpRequest.Builder api(String method, String path, String accessToken, BodyPublisher body) {
		return HttpRequest.newBuilder(this.spotify.apiUrl().resolve(path))
			.method(method, body)
			.header("Authorization", "Bearer " + accessToken);
	}

	String appToken() throws Exception {
		return json(token("grant_type=client_credentials")).path("access_token").asString();
	}

	JsonNode json(HttpResponse<String> response) {
		return this.json.readTree(response.body());
	}

	private HttpRequest.Builder form(String path, String form) {
		return HttpRequest.newBuilder(this.spotify.accountsUrl().resolve(path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form));
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.http.send(request, BodyHandlers.ofString());
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
