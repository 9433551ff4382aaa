package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A proxy that asks the gateway before it lets anyone to an application of the company.
 */
abstract class AbstractForwardAuthExampleTests extends AbstractExampleProxyTests {

	@Test
	void applicationIsToldWhoIsCalling() {
		assertThat(alice().get("/reports/q3").statusCode()).isEqualTo(200);
		String token = alice().mintToken("read", "player");
		assertThat(gateway().newBrowser().get("/reports/q3", "Authorization", "Bearer " + token).statusCode())
			.isEqualTo(200);
		assertThat(company().seen()).hasSize(2).allSatisfy((headers) -> {
			assertThat(headers.get("Gateway-principal")).hasSize(1).doesNotContain("");
			assertThat(headers).doesNotContainKeys("Authorization", "Cookie");
		});
		assertThat(company().seen()).extracting((headers) -> headers.get("Gateway-caller"))
			.containsExactly(List.of("session"), List.of("api-token"));
		assertThat(company().seen().get(1).get("Gateway-scopes")).containsExactly("player read");
	}

	@Test
	void nobodyComesToTheApplicationUnknown() {
		assertThat(gateway().newBrowser().get("/reports/q3").statusCode()).isEqualTo(401);
		assertThat(alice().get("/reports/q3", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
		assertThat(company().seen()).isEmpty();
	}

	@Test
	void sessionNeedsTheCsrfTokenAndItsOwnOriginToChangeSomething() {
		alice().get("/api/session");
		String csrf = alice().cookies().get("__Host-sgw-csrf");
		assertThat(change("Sec-Fetch-Site", "same-origin")).isEqualTo(403);
		assertThat(change("X-CSRF-TOKEN", csrf)).isEqualTo(403);
		assertThat(change("X-CSRF-TOKEN", csrf, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
		assertThat(company().seen()).isEmpty();
		assertThat(change("X-CSRF-TOKEN", csrf, "Sec-Fetch-Site", "same-origin")).isEqualTo(200);
		assertThat(change("X-CSRF-TOKEN", csrf, "Origin", gateway().url().toString())).isEqualTo(200);
	}

	@Test
	void sessionNeedsItsOwnOriginToOpenAWebSocket() {
		assertThat(alice().get("/reports/q3", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==").statusCode())
			.isEqualTo(403);
		assertThat(alice()
			.get("/reports/q3", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "Origin", "https://evil.example")
			.statusCode()).isEqualTo(403);
		assertThat(company().seen()).isEmpty();
		assertThat(alice()
			.get("/reports/q3", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "Origin", gateway().url().toString())
			.statusCode()).isEqualTo(200);
	}

	private int change(String... headers) {
		return alice().send("POST", URI.create(gateway().url() + "/reports/q3"), "{}", headers).statusCode();
	}

	@Test
	void whatClientsSayOfThemselvesDoesNotArrive() {
		assertThat(alice()
			.get("/reports/q3", "Gateway-Principal", "bob", "gateway-scopes", "raw", "Gateway_Principal", "bob",
					"X-Forwarded-For", "198.51.100.1")
			.statusCode()).isEqualTo(200);
		Map<String, List<String>> headers = company().seen().get(0);
		assertThat(headers.get("Gateway-principal")).hasSize(1).doesNotContain("bob");
		assertThat(headers.keySet()).noneMatch((name) -> name.contains("_"));
		assertThat(String.join(",", headers.getOrDefault("Gateway-scopes", List.of()))).isEmpty();
	}

	@Test
	void clientsSayNothingToTheGatewayOrToTheApplicationThatOnlyProxiesMaySay(@TempDir Path directory) {
		assertThat(behindAnotherProxy(directory, "/reports/q3")).hasSize(2).allSatisfy(this::hasNothingMadeUp);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Original-URI", "X-Forwarded-Uri", "X_Original_URI", "X-Original-Method" })
	void clientDoesNotSayWhatIsAskedAbout(String header) {
		assertThat(gateway().newBrowser().get("/reports/q3", header, "/v1/albums/a").statusCode()).isEqualTo(401);
		HttpResponse<String> answer = alice().get("/reports/q3;x", header, "/reports/q3");
		assertThat(answer.statusCode()).isIn(401, 403);
		assertThat(company().seen()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/reports/../reports/q3", "/reports/%2e%2e/admin", "/reports//q3", "/reports/q3%2fx",
			"/reports/%71", "/reports/q3%23", "/reports/..;/admin" })
	void pathThatCouldMeanSomethingElseDoesNotArrive(String path) {
		String answer = RawHttp.send(gateway().url(),
				"GET " + path + " HTTP/1.1\r\nHost: " + gateway().url().getAuthority() + "\r\nAuthorization: Bearer "
						+ alice().mintToken("raw") + "\r\nConnection: close\r\n\r\n");
		assertThat(RawHttp.status(answer)).as(answer).isGreaterThanOrEqualTo(400);
		assertThat(company().seen()).isEmpty();
	}

}
