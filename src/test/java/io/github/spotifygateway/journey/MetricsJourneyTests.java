package io.github.spotifygateway.journey;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator can measure, and that nobody else can.
 */
@TestInstance(Lifecycle.PER_CLASS)
class MetricsJourneyTests {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final URI management = URI.create("http://127.0.0.1:" + FreePort.find());

	private final Gateway gateway = Gateway.start(this.spotify, "management.server.port=" + this.management.getPort(),
			"management.endpoints.web.exposure.include=*");

	private final Browser browser = this.gateway.newBrowser();

	private String scrape = "";

	@BeforeAll
	void use() {
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get("/api/me");
		this.browser.get("/v1/tracks/11dFghVXANMlKmJXsNCbNl");
		this.spotify.on("/v1/tracks/x").once(Fault.rateLimited(5));
		this.browser.get("/v1/tracks/x");
		this.browser.get("/v1/tracks/x");
		this.gateway.newBrowser().get("/api/me", "Authorization", "Bearer sgw_pat_wrong");
		Follower follower = Follower.follow(this.gateway.url(), this.browser);
		follower.close();
		this.scrape = scrape();
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void callsToSpotifyAreNamedAfterTheirOperations() {
		assertThat(samples("spotify_gateway_upstream_seconds_count"))
			.anyMatch((sample) -> sample.contains("operation=\"get-current-users-profile\"")
					&& sample.contains("status=\"2xx\""))
			.anyMatch((sample) -> sample.contains("operation=\"get-track\"") && sample.contains("status=\"429\""));
		assertThat(samples("spotify_gateway_upstream_seconds_bucket")).isNotEmpty();
	}

	@Test
	void relayedRequestsAreNamedAfterTheirOperations() {
		assertThat(samples("http_server_requests_seconds_count"))
			.anyMatch((sample) -> sample.contains("uri=\"/v1/tracks/{id}\""));
		assertThat(this.scrape).doesNotContain("11dFghVXANMlKmJXsNCbNl");
	}

	@Test
	void streamsAreNoRequests() {
		assertThat(samples("http_server_requests_seconds_count")).noneMatch((sample) -> sample.contains("events"));
		assertThat(samples("spotify_gateway_streams ")).singleElement();
	}

	@Test
	void callsThatSpotifyWasSparedAreCounted() {
		assertThat(samples("spotify_gateway_calls_saved_total{by=\"cool-down\"}")).singleElement()
			.satisfies((sample) -> assertThat(value(sample)).isPositive());
	}

	@Test
	void securityEventsAreCounted() {
		assertThat(samples("spotify_gateway_security_events_total{outcome=\"success\",type=\"login\"}")).singleElement()
			.satisfies((sample) -> assertThat(value(sample)).isPositive());
		assertThat(samples("spotify_gateway_security_events_total{outcome=\"denied\",type=\"bearer-refused\"}"))
			.singleElement()
			.satisfies((sample) -> assertThat(value(sample)).isPositive());
	}

	@Test
	void connectionsAreCounted() {
		assertThat(samples("spotify_gateway_connections{state=\"connected\"}")).singleElement();
		assertThat(samples("spotify_gateway_connections_due{within=\"7d\"}")).singleElement();
		assertThat(samples("spotify_gateway_cooldowns ")).singleElement();
	}

	@Test
	void whatIsUnderWayIsNotKeptForANumberNobodyReads() {
		assertThat(this.scrape).contains("http_server_requests_seconds_count").doesNotContain("_active_seconds");
	}

	@Test
	void nobodyIsNamed() {
		assertThat(this.scrape).doesNotContain(SimulatedUser.ALICE.accountId(), "alice", "sgw_pat", "SIM");
	}

	@Test
	void managementServerIsThisMachines() {
		assertThat(this.gateway.bean(ManagementServerProperties.class).getAddress())
			.isEqualTo(InetAddress.getLoopbackAddress());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness" })
	void managementServerTellsWhetherTheGatewayIsWell(String path) {
		assertThat(management().get(path).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz" })
	void loadBalancersFindTheProbesWhereTheCallsAre(String path) {
		assertThat(this.gateway.newBrowser().get(path).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("closed")
	void managementServerHasNothingElse(String path) {
		assertThat(management().get(path).statusCode()).isIn(401, 404);
		assertThat(management().send("POST", this.management.resolve(path), "{}").statusCode()).isIn(401, 403, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH" })
	void metricsAreOnlyRead(String method) {
		assertThat(management().send(method, this.management.resolve("/actuator/prometheus"), null).statusCode())
			.isIn(401, 403, 404, 405);
	}

	@ParameterizedTest
	@MethodSource("closedToUsers")
	void usersReachNoneOfIt(String path) {
		for (String agent : List.of("Java-http-client", "GoogleHC/1.0", "kube-probe/1.33", "ELB-HealthChecker/2.0",
				"Prometheus/3.0")) {
			assertThat(this.browser
				.get(path, "User-Agent", agent, "X-Forwarded-Port", Integer.toString(this.management.getPort()),
						"X-Forwarded-For", "127.0.0.1")
				.statusCode()).as(path + " " + agent).isEqualTo(404);
		}
	}

	static Stream<String> closed() {
		return Stream.concat(Stream
			.of("", "/env", "/heapdump", "/configprops", "/loggers", "/loggers/ROOT", "/threaddump", "/metrics",
					"/beans", "/mappings", "/conditions", "/info", "/shutdown", "/flyway", "/sessions",
					"/httpexchanges", "/scheduledtasks", "/caches", "/logfile", "/prometheus/x", "/health/readiness/db")
			.map((endpoint) -> "/actuator" + endpoint), Stream.of("/api/me", "/v1/me", "/livez/api/me"));
	}

	static Stream<String> closedToUsers() {
		return Stream.concat(closed().filter((path) -> path.startsWith("/actuator")),
				Stream.of("/actuator/prometheus", "/actuator/prometheus/", "/livez/", "/livez/api/me", "/readyz/db"));
	}

	private Browser management() {
		return new Browser(this.management, this.spotify);
	}

	private String scrape() {
		return management().get("/actuator/prometheus").body();
	}

	private List<String> samples(String prefix) {
		return this.scrape.lines().filter((line) -> line.startsWith(prefix)).toList();
	}

	private static double value(String sample) {
		return Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1));
	}

}
