package io.github.spotifygateway.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Fault} and {@link FaultPlan}.
 */
class FaultTests {

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start();

	private final SimulatorClient client = new SimulatorClient(SPOTIFY);

	private final FaultPlan plan = SPOTIFY.on("/v1/me");

	@BeforeEach
	void reset() {
		SPOTIFY.reset();
	}

	@AfterAll
	static void close() {
		SPOTIFY.close();
	}

	@Test
	void faultsComeInTheOrderPlannedAndThenAlways() throws Exception {
		this.plan.once(Fault.status(500)).times(2, Fault.status(502)).always(Fault.status(503));
		assertThat(List.of(status(), status(), status(), status(), status())).containsExactly(500, 502, 502, 503, 503);
		this.plan.never();
		assertThat(status()).isEqualTo(401);
	}

	@Test
	void everyNthRequestMeetsTheFault() throws Exception {
		this.plan.every(3, Fault.status(500));
		assertThat(List.of(status(), status(), status(), status(), status(), status())).containsExactly(401, 401, 500,
				401, 401, 500);
	}

	@Test
	void faultsWorkOnTheAccountsServer() throws Exception {
		String refreshToken = this.client.refreshToken(SimulatedUser.ALICE);
		SPOTIFY.on("/api/token").once(Fault.html(503));
		HttpResponse<String> response = this.client.refresh(refreshToken);
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.body()).startsWith("<html>").contains("upstream request timeout");
		assertThat(this.client.refresh(refreshToken).statusCode()).isEqualTo(200);
	}

	@Test
	void rateLimitAndQuotaDifferInTheReason() throws Exception {
		this.plan.once(Fault.rateLimited(2)).once(Fault.quotaExceeded(86_000));
		HttpResponse<String> rateLimit = me();
		assertThat(rateLimit.statusCode()).isEqualTo(429);
		assertThat(rateLimit.headers().firstValue("Retry-After")).contains("2");
		assertThat(this.client.json(rateLimit).at("/error/message").asString()).isEqualTo("API rate limit exceeded");
		HttpResponse<String> quota = me();
		assertThat(quota.headers().firstValue("Retry-After")).contains("86000");
		assertThat(this.client.json(quota).at("/error/reason").asString()).isEqualTo("QUOTA_EXCEEDED");
	}

	@Test
	void someRefusalsArePlainText() throws Exception {
		this.plan.once(Fault.notRegistered()).once(Fault.ownerPremiumRequired());
		assertThat(me().body()).isEqualTo("User not registered in the Developer Dashboard");
		HttpResponse<String> premium = me();
		assertThat(premium.statusCode()).isEqualTo(403);
		assertThat(premium.headers().firstValue("Content-Type")).contains("text/plain");
		assertThat(premium.body()).startsWith("Active premium subscription required").hasSize(159);
	}

	@Test
	void goldenErrorTakesStatusAndTypeFromItsName() throws Exception {
		this.plan.once(Fault.golden("error-404-no-active-device.json"));
		HttpResponse<String> response = me();
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
		assertThat(response.body()).contains("NO_ACTIVE_DEVICE");
	}

	@Test
	void everyGoldenErrorCarriesTheStatusOfItsName() throws Exception {
		Resource[] errors = new PathMatchingResourcePatternResolver().getResources("classpath:spotify/error-*.json");
		assertThat(errors).hasSizeGreaterThan(15);
		for (Resource error : errors) {
			this.plan.once(Fault.golden(error.getFilename()));
			HttpResponse<String> response = me();
			assertThat(this.client.json(response).at("/error/status").asInt()).isEqualTo(response.statusCode());
			assertThat(this.client.json(response).at("/error/message").asString()).isNotEmpty();
		}
	}

	@Test
	void bodyMalformedJsonAndRedirectAreAnsweredAsPlanned() throws Exception {
		this.plan.once(Fault.body(418, "text/plain", "teapot"))
			.once(Fault.malformedJson())
			.once(Fault.redirect(URI.create("http://127.0.0.1:1/elsewhere")));
		assertThat(me().body()).isEqualTo("teapot");
		assertThat(me().body()).isEqualTo("{\"is_playing\":tr");
		HttpResponse<String> redirect = me();
		assertThat(redirect.statusCode()).isEqualTo(307);
		assertThat(redirect.headers().firstValue("Location")).contains("http://127.0.0.1:1/elsewhere");
	}

	@Test
	void resetBreaksTheConnection() {
		this.plan.always(Fault.reset());
		assertThatExceptionOfType(IOException.class).isThrownBy(this::me);
	}

	@Test
	void lostAnswerHasHadItsEffect() throws Exception {
		SPOTIFY.rotateRefreshTokens(true);
		String refreshToken = this.client.refreshToken(SimulatedUser.ALICE);
		SPOTIFY.on("/api/token").once(Fault.lostAnswer());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.client.refresh(refreshToken));
		assertThat(this.client.refresh(refreshToken).body()).contains("Refresh token revoked");
	}

	@Test
	void delayHoldsTheNormalAnswerBack() throws Exception {
		this.plan.once(Fault.delay(Duration.ofMillis(150)));
		long start = System.nanoTime();
		assertThat(status()).isEqualTo(401);
		assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
	}

	@Test
	void delayMayEndInAnotherFault() throws Exception {
		Fault delay = Fault.delay(Duration.ofMillis(50));
		this.plan.once(delay.then(Fault.status(504))).always(delay.then(Fault.reset()));
		long start = System.nanoTime();
		assertThat(status()).isEqualTo(504);
		assertThatExceptionOfType(IOException.class).isThrownBy(this::me);
		assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
	}

	@Test
	void slowBodyFollowsFastHeaders() throws Exception {
		this.plan.once(Fault.slowBody(Duration.ofMillis(600)));
		HttpRequest request = HttpRequest.newBuilder(SPOTIFY.apiUrl().resolve("/v1/me")).build();
		HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
		long headers = System.nanoTime();
		assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8)).contains("access token");
		assertThat(since(headers)).isGreaterThan(Duration.ofMillis(300));
	}

	@Test
	void hundredsOfDelayedCallersWaitTogether() {
		this.plan.always(Fault.delay(Duration.ofSeconds(1)));
		HttpClient http = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(SPOTIFY.apiUrl().resolve("/v1/me")).build();
		long start = System.nanoTime();
		List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 500)
			.mapToObj((call) -> http.sendAsync(request, BodyHandlers.ofString()))
			.toList();
		assertThat(calls).allMatch((call) -> call.join().statusCode() == 401);
		// one after the other, the 48 threads of the server would need 11 seconds
		assertThat(since(start)).isLessThan(Duration.ofSeconds(9));
	}

	private HttpResponse<String> me() throws Exception {
		return this.client.get(SPOTIFY.apiUrl().resolve("/v1/me"));
	}

	private int status() throws Exception {
		return me().statusCode();
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
