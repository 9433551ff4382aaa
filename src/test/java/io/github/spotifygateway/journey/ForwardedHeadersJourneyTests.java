package io.github.spotifygateway.journey;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which address a device login is said to come from, when callers and proxies say where
 * they are: 127.0.0.2 is a trusted proxy, 127.0.0.3 is not.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ForwardedHeadersJourneyTests {

	private static final String TRUSTED = "127.0.0.2";

	private static final String STRANGER = "127.0.0.3";

	private static final String FORGED = "198.51.100.1";

	private Gateway trusting;

	private Browser browser;

	@BeforeAll
	void start() {
		this.trusting = Gateway.start(Gateway.shared().spotify(), "spotify-gateway.trusted-proxies=127.0.0.2/32");
	}

	@AfterAll
	void stop() {
		this.trusting.close();
	}

	@BeforeEach
	void signIn() {
		this.browser = this.trusting.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For: 198.51.100.1", "Forwarded: for=198.51.100.1", "X-Real-IP: 198.51.100.1",
			"x-forwarded-for: 198.51.100.1", "X_Forwarded_For: 198.51.100.1", "X-Client-IP: 198.51.100.1" })
	void withoutAListNoHeaderHasAnEffect(String header) {
		Gateway gateway = Gateway.shared();
		Browser alice = gateway.newBrowser();
		alice.signIn(SimulatedUser.ALICE);
		assertThat(askedFrom(gateway, alice, "127.0.0.1", header)).isEqualTo("127.0.0.1");
	}

	@Test
	void trustedProxyTellsWhereARequestCameFrom() {
		assertThat(askedFrom(TRUSTED, "X-Forwarded-For: 198.51.100.1, 203.0.113.9")).isEqualTo("203.0.113.9");
		assertThat(askedFrom(TRUSTED, "X-Forwarded-For: 203.0.113.9, 127.0.0.2")).isEqualTo("203.0.113.9");
	}

	@Test
	void headerThatDoesNotCountIsNothing() {
		assertThat(askedFrom(TRUSTED, "Forwarded: for=" + FORGED)).isEqualTo(TRUSTED);
		assertThat(askedFrom(TRUSTED, "X-Forwarded-For: 203.0.113.9", "Forwarded: for=" + FORGED))
			.isEqualTo("203.0.113.9");
	}

	@Test
	void operatorSaysWhichHeaderCounts() {
		try (Gateway gateway = Gateway.start(Gateway.shared().spotify(), "spotify-gateway.trusted-proxies=127.0.0.2",
				"spotify-gateway.forwarded-header=forwarded")) {
			Browser alice = gateway.newBrowser();
			alice.signIn(SimulatedUser.ALICE);
			assertThat(askedFrom(gateway, alice, TRUSTED, "Forwarded: for=\"[2001:db8::1]:4711\";proto=https",
					"X-Forwarded-For: " + FORGED))
				.isEqualTo("2001:db8:0:0:0:0:0:1");
			assertThat(askedFrom(gateway, alice, TRUSTED, "X-Forwarded-For: " + FORGED)).isEqualTo(TRUSTED);
		}
	}

	@Test
	void anotherPeerTellsNothing() {
		assertThat(askedFrom(STRANGER, "X-Forwarded-For: " + FORGED)).isEqualTo(STRANGER);
		assertThat(askedFrom(STRANGER, "Forwarded: for=" + FORGED)).isEqualTo(STRANGER);
		assertThat(askedFrom("127.0.0.1", "X-Forwarded-For: " + TRUSTED)).isEqualTo("127.0.0.1");
	}

	@Test
	void linesOfOneHeaderAreOneList() {
		assertThat(askedFrom(TRUSTED, "X-Forwarded-For: " + FORGED, "x-forwarded-for: 203.0.113.9"))
			.isEqualTo("203.0.113.9");
	}

	@Test
	void whatIsNotPlainIsIgnored() {
		assertThat(askedFrom(TRUSTED, "X_Forwarded_For: " + FORGED)).isEqualTo(TRUSTED);
		assertThat(askedFrom(TRUSTED, "X-Forwarded_For: " + FORGED, "X-Forwarded-For: 203.0.113.9"))
			.isEqualTo("203.0.113.9");
		assertThat(askedFrom(TRUSTED, "X-Forwarded-For: " + FORGED + ", nowhere")).isEqualTo(TRUSTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { TRUSTED, STRANGER })
	void schemeHostPortAndPrefixAreThoseOfThePublicUrl(String peer) {
		String answer = send(this.trusting, peer,
				"GET /oauth2/authorization/spotify HTTP/1.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example"
						+ "\r\nX-Forwarded-Port: 444\r\nX-Forwarded-Prefix: /evil\r\nX-Forwarded-Ssl: on"
						+ "\r\nForwarded: for=203.0.113.9;proto=https;host=evil.example");
		assertThat(RawHttp.status(answer)).isEqualTo(302);
		assertThat(answer).contains("redirect_uri=" + this.trusting.url() + "/login")
			.doesNotContain("evil")
			.doesNotContainIgnoringCase("Strict-Transport-Security");
	}

	private String askedFrom(String peer, String... headers) {
		return askedFrom(this.trusting, this.browser, peer, headers);
	}

	private static String askedFrom(Gateway gateway, Browser browser, String peer, String... headers) {
		String answer = send(gateway, peer,
				"POST /api/device HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n"
						+ Stream.of(headers).collect(Collectors.joining("\r\n")));
		assertThat(RawHttp.status(answer)).as(answer).isEqualTo(200);
		JsonNode codes = Json.parse(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
		String path = "/api/device/requests/" + codes.get("user_code").asString();
		return Json.read(browser.get(path)).get("askedFrom").asString().toLowerCase(Locale.ROOT);
	}

	private static String send(Gateway gateway, String peer, String head) {
		return RawHttp.send(gateway.url(), peer,
				head + "\r\nHost: " + gateway.url().getAuthority() + "\r\nConnection: close\r\n\r\n");
	}

}
