package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The gateway under a path of a host that has other paths too, behind nginx.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractMountJourneyTests {

	private static final String MOUNT = "/music";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private URI publicUrl;

	private Gateway gateway;

	private Proxy nginx;

	private Browser browser;

	/**
	 * How nginx passes the path on.
	 */
	abstract String proxyPass();

	/**
	 * What the gateway must know besides its public URL.
	 */
	abstract String[] settings();

	@BeforeAll
	void start(@TempDir Path directory) {
		URI address = Proxy.newAddress();
		this.publicUrl = URI.create(address + MOUNT);
		this.spotify.registerRedirectUri(this.publicUrl + "/login/oauth2/code/spotify");
		this.gateway = Gateway.behind(this.publicUrl, this.spotify, settings());
		this.nginx = Proxy.nginxExample(directory, address, this.gateway.server(), "upstream.conf",
				(example) -> example.replace("location / {", "location " + MOUNT + "/ {")
					.replace("proxy_pass http://spotify_gateway;", proxyPass()));
	}

	@AfterAll
	void stop() {
		if (this.nginx != null) {
			this.nginx.close();
		}
		this.gateway.close();
		this.spotify.close();
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
		this.browser = this.gateway.newBrowser();
	}

	@Test
	void loginComesBackToTheMount() {
		HttpResponse<String> start = this.browser.get("/oauth2/authorization/spotify");
		assertThat(Browser.location(start).getQuery()).contains("redirect_uri=" + this.publicUrl + "/login/");
		assertThat(start.headers().allValues("Set-Cookie")).isNotEmpty()
			.allSatisfy((cookie) -> assertThat(cookie).startsWith("__Host-").contains("Path=/;"));
		HttpResponse<String> callback = this.browser.signIn(SimulatedUser.ALICE);
		assertThat(callback.statusCode()).isEqualTo(303);
		assertThat(Browser.location(callback)).isEqualTo(URI.create(this.publicUrl + "/"));
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void wayBackIsBelowTheMount() {
		URI login = this.browser.startLogin("/oauth2/authorization/spotify?return_to=/device%3Fuser_code%3DX");
		assertThat(Browser.location(this.browser.get(this.browser.agree(login, SimulatedUser.ALICE))))
			.isEqualTo(URI.create(this.publicUrl + "/device?user_code=X"));
	}

	@Test
	void failedLoginEndsBelowTheMount() {
		URI login = this.browser.startLogin("/oauth2/authorization/spotify");
		String state = login.getQuery().replaceFirst(".*\\bstate=([^&]+).*", "$1");
		HttpResponse<String> callback = this.browser
			.get("/login/oauth2/code/spotify?error=access_denied&state=" + state);
		assertThat(Browser.location(callback).toString()).startsWith(this.publicUrl + "/login/failed/");
		HttpResponse<String> page = this.browser.get(Browser.location(callback));
		assertThat(page.body()).contains("href=\"" + MOUNT + "/\"").doesNotContain("{{");
	}

	@Test
	void pageAndItsAssetsAreThere() {
		assertThat(this.browser.get("/").body()).contains("<title>");
		assertThat(this.browser.get("/device").statusCode()).isEqualTo(200);
		assertThat(this.browser.get("/assets/page.js").statusCode()).isEqualTo(200);
		assertThat(this.browser.get("/actuator/health").statusCode()).isEqualTo(200);
	}

	@Test
	void logoutEndsTheSession() {
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(this.browser.call("POST", "/logout", null).statusCode()).isEqualTo(204);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void everyLinkIsBelowTheMountOnce() {
		this.browser.signIn(SimulatedUser.ALICE);
		String token = this.browser.mintToken("raw");
		JsonNode codes = Json.read(this.browser.submit("/api/device", ""));
		assertThat(codes.get("verification_uri").asString()).isEqualTo(this.publicUrl + "/device");
		assertThat(codes.get("verification_uri_complete").asString()).startsWith(this.publicUrl + "/device?user_code=");
		JsonNode card = Json.read(this.browser.call("POST", "/api/cards", "{\"name\":\"x\"}"));
		String consent = this.browser.get("/api/me/queue").body();
		String relayed = new String(new RelayClient(this.publicUrl, token).get("/v1/me/playlists?limit=1").body(),
				StandardCharsets.UTF_8);
		assertThat(this.browser.get(URI.create(card.get("svgUrl").asString())).statusCode()).isEqualTo(200);
		assertThat(this.browser.get(URI.create(card.get("jsonUrl").asString())).statusCode()).isEqualTo(200);
		assertThat(card.get("svgUrl").asString()).startsWith(this.publicUrl + "/cards/");
		for (String text : List.of(this.browser.get("/api/session").body(), consent, relayed,
				this.gateway.newBrowser().get("/api/me").body())) {
			assertThat(text).contains(this.publicUrl + "/").doesNotContain(MOUNT + MOUNT);
		}
	}

	@Test
	void relayedPathIsTheWebApisOwn() {
		this.browser.signIn(SimulatedUser.ALICE);
		RelayClient client = new RelayClient(this.publicUrl, this.browser.mintToken("raw"));
		this.spotify.requests().clear();
		assertThat(client.get("/v1/albums/a?market=GB").statusCode()).isEqualTo(200);
		assertThat(this.spotify.requests().all()).extracting(RecordedRequest::target)
			.containsExactly("/v1/albums/a?market=GB");
	}

	@Test
	void eventsComeAtOnce() {
		this.browser.signIn(SimulatedUser.ALICE);
		try (Follower follower = Follower.follow(this.publicUrl, this.browser.mintToken())) {
			follower.awaitEvent("state", "playing");
		}
	}

	@Test
	void browserOnAnotherNameOfTheMachineIsSentToThePublicOne() {
		URI other = URI.create(this.publicUrl.toString().replace("127.0.0.1", "localhost"));
		HttpResponse<String> answer = this.browser.get(URI.create(other + "/?view=full"));
		assertThat(answer.statusCode()).isEqualTo(307);
		assertThat(Browser.location(answer)).isEqualTo(URI.create(this.publicUrl + "/?view=full"));
	}

	@Test
	void nothingOfItIsOutsideTheMount() {
		URI outside = URI.create(this.publicUrl.toString().replace(MOUNT, ""));
		assertThat(this.browser.get(outside + "/oauth2/authorization/spotify").statusCode()).isEqualTo(404);
		assertThat(this.browser.get(outside + "/v1/me").statusCode()).isEqualTo(404);
	}

}
