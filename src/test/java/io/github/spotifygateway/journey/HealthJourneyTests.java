package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;

import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What everyone may ask about the server itself, and what nobody may.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HealthJourneyTests {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final Gateway gateway = Gateway.start(this.spotify, "management.endpoints.web.exposure.include=*");

	private final Browser browser = this.gateway.newBrowser();

	@AfterAll
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/actuator/health", "/actuator/health/liveness",
			"/actuator/health/readiness" })
	void healthIsForEveryoneAndTellsNoDetails(String path) {
		HttpResponse<String> response = this.browser.get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Json.read(response).get("status").asString()).isEqualTo("UP");
		assertThat(response.body()).doesNotContain("details", "H2");
		assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/readyz", "/actuator/health/readiness" })
	void healthAnswersLoadBalancersThatAskWithHead(String path) {
		assertThat(this.browser.send("HEAD", this.gateway.url().resolve(path), null).statusCode()).isEqualTo(200);
	}

	@Test
	void readinessDependsOnTheDatabase() {
		assertThat(Json.read(this.browser.get("/actuator/health/readiness")).at("/components/db/status").asString())
			.isEqualTo("UP");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/env", "/actuator/heapdump", "/actuator/configprops",
			"/actuator/loggers", "/actuator/threaddump", "/actuator/metrics", "/actuator/prometheus",
			"/actuator/health/readiness/db" })
	void nothingElseIsOpenEvenWhenItIsExposed(String path) {
		assertThat(this.browser.get(path).statusCode()).isEqualTo(404);
		assertThat(this.browser.call("POST", path, "{}").statusCode()).isEqualTo(404);
	}

}
