package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;

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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A proxy with the configuration that operators copy does what it says.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractExampleProxyTests {

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

}
