package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes on one PostgreSQL are one gateway: what happens on one holds on the other
 * with the very next request.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TwoNodesJourneyTests {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final PostgreSql postgres = PostgreSql.start();

	private Gateway one;

	private Gateway two;

	private Browser browser;

	private String token;

	@BeforeAll
	void start() {
		this.one = Gateway.start(this.spotify, this.postgres.settings().toArray(String[]::new));
		List<String> settings = new ArrayList<>(this.postgres.settings());
		settings.add("spotify-gateway.public-url=" + this.one.url());
		this.two = Gateway.start(this.spotify, settings.toArray(String[]::new));
	}

	@BeforeEach
	void signInOnOne() {
		this.one.database().sql("delete from connection").update();
		this.browser = this.one.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
		this.token = this.browser.mintToken();
	}

	@AfterAll
	void stop() {
		this.two.close();
		this.one.close();
		this.postgres.close();
		this.spotify.close();
	}

	@Test
	void sessionAndApiTokenOfOneWorkOnTheOther() {
		assertThat(withSession(this.two).statusCode()).isEqualTo(200);
		assertThat(withToken(this.two).statusCode()).isEqualTo(200);
	}

	@Test
	void loginThatBeganOnOneMayComeBackOnTheOther() {
		Browser visitor = this.one.newBrowser();
		String callback = visitor.agree(visitor.startLogin("/oauth2/authorization/spotify"), SimulatedUser.BOB)
			.toString();
		HttpResponse<String> response = visitor
			.get(this.two.url().resolve(callback.substring(this.one.url().toString().length())));
		assertThat(response.statusCode()).isEqualTo(303);
		assertThat(visitor.get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void signingOutOnOneSignsOutOnTheOther() {
		String session = "__Host-sgw-session=" + this.browser.cookies().get("__Host-sgw-session");
		assertThat(this.two.newBrowser().get("/api/me", "Cookie", session).statusCode()).isEqualTo(200);
		assertThat(this.browser.call("POST", "/logout", null).statusCode()).isEqualTo(204);
		assertThat(this.two.newBrowser().get("/api/me", "Cookie", session).statusCode()).isEqualTo(401);
		assertThat(withToken(this.two).statusCode()).isEqualTo(200);
	}

	@Test
	void tokenRevokedOnOneIsRefusedByTheOther() {
		String id = Json.read(this.browser.get("/api/tokens")).at("/tokens/0/id").asString();
		assertThat(this.browser.call("DELETE", "/api/tokens/" + id, null).statusCode()).isEqualTo(204);
		assertThat(withToken(this.two).statusCode()).isEqualTo(401);
	}

	@Test
	void allTokensRevokedOnOneAreRefusedByTheOther() {
		assertThat(withToken(this.two).statusCode()).isEqualTo(200);
		assertThat(this.browser.call("DELETE", "/api/tokens", null).statusCode()).isEqualTo(204);
		assertThat(withToken(this.two).statusCode()).isEqualTo(401);
	}

	@Test
	void deviceAsksOneIsApprovedOnTheOtherAndFetchesItsTokenAtEither() {
		Device device = Device.begin(this.one, "client_name=television");
		assertThat(device.redeem(this.two)).isEqualTo("authorization_pending");
		assertThat(device.redeem(this.one)).isEqualTo("slow_down");
		assertThat(this.browser.get(this.two.url().resolve(device.path())).statusCode()).isEqualTo(200);
		assertThat(this.browser.call("POST", device.path() + "/approval", null).statusCode()).isEqualTo(204);
		this.token = device.redeem(this.two);
		assertThat(withToken(this.one).statusCode()).isEqualTo(200);
		assertThat(device.redeem(this.one)).isEqualTo("invalid_grant");
	}

	@Test
	void deviceRefusedOnOneGetsNothingAtTheOther() {
		Device device = Device.begin(this.two, "");
		assertThat(this.browser.call("POST", device.path() + "/refusal", null).statusCode()).isEqualTo(204);
		assertThat(device.redeem(this.two)).isEqualTo("access_denied");
	}

	@Test
	void disconnectingOnOneEndsTokensAndCallsOnTheOther() {
		assertThat(this.browser.call("DELETE", "/api/me/connection", null).statusCode()).isEqualTo(204);
		assertThat(withToken(this.two).statusCode()).isEqualTo(401);
		assertThat(withSession(this.two).statusCode()).isEqualTo(401);
	}

	private HttpResponse<String> withSession(Gateway node) {
		return this.browser.get(node.url().resolve("/api/me"));
	}

	private HttpResponse<String> withToken(Gateway node) {
		return node.newBrowser().get("/api/me", "Authorization", "Bearer " + this.token);
	}

}
