package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A client with a cookie jar that follows no redirects by itself. Like a real browser, it
 * keeps Secure cookies on a loopback address. What it is answered must be what the
 * OpenAPI document says.
 */
public final class Browser {

	private static final HttpClient httpClient = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(Redirect.NEVER)
		.build();

	private static final String LOGIN = "/oauth2/authorization/spotify";

	private final URI gateway;

	private final SpotifySimulator spotify;

	private final Map<String, String> cookies = new TreeMap<>();

	Browser(URI gateway, SpotifySimulator spotify) {
		this.gateway = gateway;
		this.spotify = spotify;
	}

	/**
	 * Sign in at the simulated Spotify and come back, twice if the gateway asks a second
	 * time for scopes it did not know of.
	 * @return the answer of the last callback
	 */
	public HttpResponse<String> signIn(SimulatedUser user) {
		HttpResponse<String> callback = get(agree(startLogin(LOGIN), user));
		boolean again = callback.headers().firstValue(HttpHeaders.LOCATION).orElse("").contains(LOGIN);
		return again ? get(agree(location(get(location(callback))), user)) : callback;
	}

	/**
	 * Start a login.
	 * @return where the gateway sends the browser
	 */
	public URI startLogin(String path) {
		return location(get(path));
	}

	/**
	 * Agree on Spotify's page.
	 * @return the callback the browser is sent to
	 */
	public URI agree(URI authorizeUrl, SimulatedUser user) {
		return this.spotify.approve(authorizeUrl, user);
	}

	public HttpResponse<String> get(String path, String... headers) {
		return get(at(path), headers);
	}

	public HttpResponse<String> get(URI uri, String... headers) {
		return send("GET", uri, null, headers);
	}

	/**
	 * Send an unsafe request as the page does: with the CSRF token.
	 */
	public HttpResponse<String> call(String method, String path, @Nullable String json) {
		if (!this.cookies.containsKey("__Host-sgw-csrf")) {
			get("/api/session");
		}
		return send(method, at(path), json, "X-CSRF-TOKEN", this.cookies.getOrDefault("__Host-sgw-csrf", ""));
	}

	/**
	 * Make an API token.
	 * @return its secret
	 */
	public String mintToken() {
		return mintToken("read");
	}

	/**
	 * Make an API token with some scopes.
	 * @return its secret
	 */
	public String mintToken(String... scopes) {
		HttpResponse<String> response = call("POST", "/api/tokens",
				"{\"name\":\"test\",\"scopes\":[\"%s\"]}".formatted(String.join("\",\"", scopes)));
		return Json.read(response).get("token").asString();
	}

	/**
	 * Send a request with the cookies of the jar and keep those of the answer.
	 */
	public HttpResponse<String> send(String method, URI uri, @Nullable String json, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.method(method, (json != null) ? BodyPublishers.ofString(json) : BodyPublishers.noBody());
		if (json != null) {
			request.header(HttpHeaders.CONTENT_TYPE, "application/json");
		}
		return send(request, headers);
	}

	/**
	 * Send a form, as HTML forms and OAuth clients do.
	 */
	public HttpResponse<String> submit(String path, String form, String... headers) {
		return send(HttpRequest.newBuilder(at(path))
			.POST(BodyPublishers.ofString(form))
			.header(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded"), headers);
	}

	private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
		request.timeout(Duration.ofSeconds(30));
		if (!this.cookies.isEmpty()) {
			request.header(HttpHeaders.COOKIE, cookieHeader());
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		HttpResponse<String> response = exchange(request.build());
		response.headers().allValues(HttpHeaders.SET_COOKIE).forEach(this::keep);
		return response;
	}

	/**
	 * The jar: cookies by name.
	 */
	public Map<String, String> cookies() {
		return this.cookies;
	}

	/**
	 * Where an answer sends the browser.
	 */
	public static URI location(HttpResponse<?> response) {
		return URI.create(response.headers().firstValue(HttpHeaders.LOCATION).orElseThrow());
	}

	private URI at(String path) {
		return path.startsWith("/") ? URI.create(this.gateway + path) : URI.create(path);
	}

	private String cookieHeader() {
		return this.cookies.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	private void keep(String setCookie) {
		HttpCookie cookie = HttpCookie.parse(setCookie).get(0);
		if (cookie.getMaxAge() == 0) {
			this.cookies.remove(cookie.getName());
		}
		else {
			this.cookies.put(cookie.getName(), cookie.getValue());
		}
	}

	private static HttpResponse<String> exchange(HttpRequest request) {
		try {
			return OpenApiContract.hold(httpClient.send(request, BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(request.method() + " " + request.uri() + " failed", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
