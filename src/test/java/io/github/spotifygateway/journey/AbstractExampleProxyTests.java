package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A proxy with the configuration that operators copy does what it says.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractExampleProxyTests {

	private static final List<String> MADE_UP = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Method",
			"X-Forwarded-Uri", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Port",
			"X-Original-Method", "X-Original-URI", "X-Original-URL", "X-Rewrite-URL", "X_Rewrite_URL",
			"Gateway-Principal", "Gateway-Caller", "Gateway-Scopes", "Gateway-Spotify-Token", "Gateway-Credential",
			"traceparent", "tracestate", "baggage", "X_Forwarded_Uri", "X-Forwarded_Uri", "X_Original_URI",
			"X-Original_Method", "Gateway_Credential");

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final CompanyApplication company = new CompanyApplication();

	private Gateway gateway;

	private Proxy proxy;

	private Browser alice;

	abstract Proxy start(Path directory, URI address, URI server, URI company);

	@BeforeAll
	void start(@TempDir Path directory) {
		URI address = Proxy.newAddress();
		this.gateway = Gateway.behind(address, this.spotify, "spotify-gateway.trusted-proxies=127.0.0.1",
				"spotify-gateway.forward-auth.paths=/reports");
		this.proxy = start(directory, address, this.gateway.server(), this.company.url());
	}

	@AfterAll
	void stop() {
		if (this.proxy != null) {
			this.proxy.close();
		}
		this.gateway.close();
		this.company.close();
		this.spotify.close();
	}

	@BeforeEach
	void signIn() {
		this.company.seen().clear();
		this.alice = this.gateway.newBrowser();
		this.alice.signIn(SimulatedUser.ALICE);
	}

	Gateway gateway() {
		return this.gateway;
	}

	CompanyApplication company() {
		return this.company;
	}

	Browser alice() {
		return this.alice;
	}

	@Test
	void userSignsInAndCalls() {
		assertThat(this.alice.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(new RelayClient(this.gateway.url(), this.alice.mintToken("raw")).get("/v1/me?x=%2F").statusCode())
			.isEqualTo(200);
		assertThat(this.gateway.newBrowser().get("/api/me").statusCode()).isEqualTo(401);
		assertThat(this.alice.call("POST", "/logout", null).statusCode()).isEqualTo(204);
	}

	@Test
	void eventsComeAtOnce() {
		this.spotify.player(SimulatedUser.ALICE).plays(Playable.track());
		try (Follower follower = Follower.follow(this.gateway.url(), this.alice.mintToken())) {
			follower.awaitEvent("title", "Glass Harbour");
			this.spotify.player(SimulatedUser.ALICE).plays(Playable.track().named("Salt Letters"));
			follower.awaitEvent("title", "Salt Letters");
		}
	}

	@Test
	void clientCannotSayWhereItIs() {
		HttpResponse<String> begun = this.gateway.newBrowser()
			.submit("/api/device", "", "X-Forwarded-For", "198.51.100.1", "Forwarded", "for=198.51.100.1", "X-Real-IP",
					"198.51.100.1", "X_Forwarded_For", "198.51.100.1");
		String code = Json.read(begun).get("user_code").asString();
		assertThat(Json.read(this.alice.get("/api/device/requests/" + code)).get("askedFrom").asString())
			.isEqualTo("127.0.0.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/auth/verify", "/auth/verify?x=y", "/auth/%76erify", "/auth/verify/", "//auth/verify",
			"/x/../auth/verify", "/auth/./verify", "/auth/verify;x", "/auth%2Fverify" })
	void nobodyAsksTheGatewayFromOutside(String path) {
		String answer = RawHttp.send(this.gateway.url(),
				"GET " + path + " HTTP/1.1\r\nHost: " + this.gateway.url().getAuthority() + "\r\nAuthorization: Bearer "
						+ this.alice.mintToken("raw")
						+ "\r\nX-Original-Method: GET\r\nX-Original-URI: /v1/me\r\nConnection: close\r\n\r\n");
		assertThat(RawHttp.status(answer)).as(answer).isIn(400, 404);
		assertThat(answer).doesNotContainIgnoringCase("Gateway-Principal");
	}

	@Test
	void clientsSayNothingThatOnlyProxiesMaySay(@TempDir Path directory) {
		assertThat(behindAnotherProxy(directory, "/v1/me")).singleElement().satisfies(this::hasNothingMadeUp);
	}

	/**
	 * What arrives of a request with headers that the client made up, at the gateway and
	 * at the company's application.
	 */
	List<Map<String, List<String>>> behindAnotherProxy(Path directory, String path) {
		URI address = Proxy.newAddress();
		try (CompanyApplication server = new CompanyApplication();
				Proxy another = start(directory, address, server.url(), this.company.url())) {
			String head = "GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
					+ "\r\nProbe: 1\r\nConnection: close\r\n";
			String answer = RawHttp.send(another.url(),
					MADE_UP.stream()
						.map((name) -> name + ": made-up\r\n")
						.collect(Collectors.joining("", head, "\r\n")));
			assertThat(RawHttp.status(answer)).as(answer).isEqualTo(200);
			return Stream.concat(server.seen().stream(), this.company.seen().stream())
				.filter((headers) -> headers.containsKey("Probe"))
				.toList();
		}
	}

	void hasNothingMadeUp(Map<String, List<String>> headers) {
		assertThat(headers).allSatisfy((name, values) -> assertThat(values).as(name).doesNotContain("made-up"));
	}

}
