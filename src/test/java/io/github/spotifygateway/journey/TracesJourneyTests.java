package io.github.spotifygateway.journey;

import java.time.Duration;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Traces of requests, and how far they go.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TracesJourneyTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final TraceCollector collector = new TraceCollector();

	private final Gateway gateway = Gateway.start(this.spotify, this.collector.settings());

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	void signIn() {
		this.spotify.reset();
		this.spotify.accessTokenLifetime(Duration.ofSeconds(30));
		this.browser.signIn(SimulatedUser.ALICE);
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.collector.close();
		this.spotify.close();
	}

	@Test
	void traceShowsTheRequestTheRefreshAndTheCall() {
		this.browser.get("/v1/tracks/11dFghVXANMlKmJXsNCbNl?market=SE");
		awaitText("http get /v1/tracks/{id}");
		awaitText("spotify refresh");
		awaitText("spotify get-track");
	}

	@Test
	void traceOfTheCallerGoesOnHereAndEndsHere() {
		this.browser.get("/api/me", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01", "baggage", "a=SENTINEL",
				"tracestate", "vendor=SENTINEL");
		awaitText(TraceCollector.bytes(TRACE));
		awaitText("spotify get-current-users-profile");
		assertThat(this.spotify.requests().all()).isNotEmpty()
			.allSatisfy((request) -> assertThat(request.headers().keySet()).doesNotContain("traceparent", "tracestate",
					"baggage", "b3", "x-b3-traceid"));
	}

	@Test
	void traceTellsNothingOfWhomAndWhatACallIsAbout() {
		String card = Json.read(this.browser.call("POST", "/api/cards", "{}")).get("svgUrl").asString();
		this.browser.get(card.substring(this.gateway.url().toString().length()));
		this.browser.get("/v1/tracks/11dFghVXANMlKmJXsNCbNl?market=SE");
		awaitText("http get /cards/");
		awaitText("spotify get-track");
		assertThat(this.collector.received()).doesNotContain("11dFghVXANMlKmJXsNCbNl", "market",
				card.substring(card.lastIndexOf('/') + 1, card.lastIndexOf('.')), SimulatedUser.ALICE.accountId(),
				"SIMACCESS", "SIMREFRESH", "SIMCODE", "__Host-");
	}

	@Test
	void nothingIsTracedUnlessACollectorIsNamed() {
		assertThat(this.gateway.has("propagatingSenderTracingObservationHandler")).isTrue();
		assertThat(Gateway.shared().has("propagatingSenderTracingObservationHandler")).isFalse();
		assertThat(this.gateway.has("openTelemetrySdk")).isTrue();
		assertThat(Gateway.shared().has("openTelemetrySdk")).isFalse();
		assertThat(this.gateway.has("otlpHttpSpanExporter")).isTrue();
		assertThat(Gateway.shared().has("otlpHttpSpanExporter")).isFalse();
	}

	private void awaitText(String text) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.collector.received()).contains(text));
	}

}
