package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What callers see while the database is away, and after.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageJourneyTests {

	/** As the stand-alone server sets it for its pool. */
	private static final Duration WAIT_FOR_DATABASE = Duration.ofMillis(1500);

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final PostgreSql postgres = PostgreSql.start();

	private Gateway gateway;

	private Browser browser;

	private String token;

	@BeforeAll
	void start() {
		this.gateway = Gateway.start(this.spotify,
				Stream
					.concat(this.postgres.settings().stream(), Stream.of("spotify-gateway.trusted-proxies=127.0.0.1",
							"spotify-gateway.forward-auth.paths=/reports"))
					.toArray(String[]::new));
	}

	@BeforeEach
	void signIn() {
		this.browser = this.gateway.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
		this.token = this.browser.mintToken();
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.postgres.close();
		this.spotify.close();
	}

	@Test
	void stoppedDatabaseIsAnsweredWith503AndRecoversByItself() {
		this.postgres.stop();
		try {
			assertThat(allCalls()).allSatisfy(DatabaseOutageJourneyTests::isTemporarilyUnavailable);
			isAliveButNotReady();
		}
		finally {
			this.postgres.startAgain();
		}
		worksAgain();
	}

	@Test
	void frozenDatabaseIsAnsweredWith503AndRecoversByItself() {
		this.postgres.freeze();
		try {
			assertThat(allCalls()).allSatisfy(DatabaseOutageJourneyTests::isTemporarilyUnavailable);
			isAliveButNotReady();
		}
		finally {
			this.postgres.thaw();
		}
		worksAgain();
	}

	@Test
	void browserSeesAPageAndTheLogOneLine(CapturedOutput output) {
		this.postgres.stop();
		try {
			HttpResponse<String> response = this.browser.get("/oauth2/authorization/spotify", "Accept", "text/html");
			assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.body()).contains("cannot reach its database");
			assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
			String line = "Request " + response.headers().firstValue("X-Request-Id").orElseThrow()
					+ " was not answered because the database failed";
			assertThat(output.getAll().lines().filter((text) -> text.contains(line))).hasSize(1);
		}
		finally {
			this.postgres.startAgain();
		}
		worksAgain();
	}

	@Test
	void deviceIsToldToTryLaterAndThenGetsItsToken() {
		Device device = Device.begin(this.gateway, "");
		this.browser.call("POST", device.path() + "/approval", null);
		this.postgres.stop();
		try {
			assertThat(List.of(device.poll(this.gateway), this.gateway.newBrowser().submit("/api/device", "")))
				.allSatisfy(DatabaseOutageJourneyTests::isTemporarilyUnavailableToADevice);
		}
		finally {
			this.postgres.startAgain();
		}
		worksAgain();
		assertThat(device.redeem(this.gateway)).startsWith("sgw_pat_");
	}

	private List<HttpResponse<String>> allCalls() {
		return Stream
			.<Supplier<HttpResponse<String>>>of(() -> this.browser.get("/api/me"),
					() -> this.browser.get("/api/me/now-playing"), () -> this.browser.get("/api/session"),
					() -> this.browser.call("POST", "/api/tokens", "{\"name\":\"test\"}"),
					() -> this.browser.call("POST", "/logout", null),
					() -> this.browser.get("/oauth2/authorization/spotify"),
					() -> this.gateway.newBrowser().get("/api/me", "Authorization", "Bearer " + this.token),
					() -> verify(this.browser, "/v1/me"), () -> verify(this.browser, "/reports"),
					() -> verify(this.gateway.newBrowser(), "/v1/me", "Authorization", "Bearer " + this.token),
					() -> verify(this.gateway.newBrowser(), "/reports", "Authorization", "Bearer " + this.token))
			.map(DatabaseOutageJourneyTests::timed)
			.toList();
	}

	/**
	 * What a proxy does before it serves a request. Anything but 503 would sign users
	 * out, or let them in.
	 */
	private static HttpResponse<String> verify(Browser browser, String uri, String... headers) {
		return browser.get("/auth/verify",
				Stream.concat(Stream.of("X-Original-Method", "GET", "X-Original-URI", uri), Stream.of(headers))
					.toArray(String[]::new));
	}

	private static HttpResponse<String> timed(Supplier<HttpResponse<String>> call) {
		long start = System.nanoTime();
		HttpResponse<String> response = call.get();
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		System.out.printf("database away: %d after %d ms%n", response.statusCode(), duration.toMillis());
		assertThat(duration).as("waits for the database once").isLessThan(WAIT_FOR_DATABASE.multipliedBy(2));
		return response;
	}

	private static void isTemporarilyUnavailable(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("private, no-store");
		assertThat(Json.read(response).get("type").asString()).isEqualTo("urn:spotify-gateway:problem:unavailable");
	}

	private static void isTemporarilyUnavailableToADevice(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("private, no-store");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(Json.read(response).get("error").asString()).isEqualTo("temporarily_unavailable");
	}

	private void isAliveButNotReady() {
		assertThat(health("/liveness")).isEqualTo(200);
		assertThat(health("/readiness")).isEqualTo(503);
		assertThat(this.gateway.newBrowser().get("/").statusCode()).isEqualTo(200);
	}

	private void worksAgain() {
		await().until(() -> health("/readiness") == 200);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(verify(this.browser, "/v1/me").statusCode()).isEqualTo(204);
		assertThat(this.gateway.newBrowser().get("/api/me", "Authorization", "Bearer " + this.token).statusCode())
			.isEqualTo(200);
	}

	private int health(String probe) {
		return this.gateway.newBrowser().get("/actuator/health" + probe).statusCode();
	}

}
