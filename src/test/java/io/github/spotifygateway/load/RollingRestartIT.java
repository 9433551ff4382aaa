package io.github.spotifygateway.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.journey.GatewayProcess;
import io.github.spotifygateway.journey.PostgreSql;
import io.github.spotifygateway.journey.Proxy;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes behind HAProxy, configured as operators copy it, are restarted one after the
 * other while programs call and followers follow. Prints lines that begin with
 * {@code LOAD}.
 */
@Tag("long")
class RollingRestartIT {

	private static final int PER_SECOND = 200;

	private static final int CALLS = PER_SECOND * Integer.getInteger("load.restart-seconds", 20);

	private static final int STREAMS = Integer.getInteger("load.restart-streams", 50);

	/**
	 * Less than Spring Boot waits for calls that do not end, if there is time to spare.
	 */
	private static final Duration LONGEST_END = Duration.ofSeconds(Integer.getInteger("load.restart-end", 25));

	private static final Duration DRAIN = Duration.ofSeconds(3);

	private static final Duration LONG = Duration.ofMinutes(5);

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final PostgreSql postgreSql = PostgreSql.start();

	private final Path directory;

	private final List<GatewayProcess> nodes;

	private final URI state = Proxy.newAddress();

	private String token;

	RollingRestartIT(@TempDir Path directory) {
		this.directory = directory;
		List<String> settings = new ArrayList<>(this.postgreSql.settings());
		settings.addAll(List.of("spotify-gateway.keys.ring=" + Gateway.KEY,
				"spotify-gateway.shutdown.drain=" + DRAIN.toMillis() + "ms",
				"spotify-gateway.trusted-proxies=127.0.0.1", "spotify-gateway.live.streams-per-user=1000",
				// a busy machine does not end calls that are not in question
				"spotify-gateway.upstream.connect-timeout=20s", "spotify-gateway.upstream.read-timeout=20s",
				"spotify-gateway.upstream.stream-deadline=60s"));
		this.nodes = Stream.of("one", "two")
			.map((name) -> new GatewayProcess(create(directory.resolve(name)), this.spotify, settings))
			.toList();
	}

	@BeforeEach
	void start() {
		this.spotify.player(SimulatedUser.ALICE).plays(Playable.pausedTrack());
		this.nodes.get(0).start();
		this.nodes.get(0).awaitReady();
		this.nodes.get(1).start();
		this.nodes.get(1).awaitReady();
		Browser browser = this.nodes.get(0).newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		this.token = browser.mintToken();
	}

	@AfterEach
	void stop() {
		this.nodes.forEach(GatewayProcess::close);
		this.postgreSql.close();
		this.spotify.close();
	}

	@Test
	void noCallFailsWhileNodesAreRestarted() throws Exception {
		URI address = Proxy.newAddress();
		try (Proxy haproxy = Proxy.haproxyExample(this.directory, address,
				this.nodes.stream().map(GatewayProcess::url).toList(), this.state)) {
			awaitBothUp();
			try (ReturningStreams streams = new ReturningStreams(haproxy.url(), this.token, STREAMS);
					ConstantRate calls = new ConstantRate(haproxy.url(), this.token, PER_SECOND)) {
				for (GatewayProcess node : this.nodes) {
					await().atMost(LONG).until(() -> streams.open() == STREAMS);
					restart(node, streams);
				}
				await().atMost(LONG).until(() -> streams.open() == STREAMS && calls.begun() >= CALLS);
				Map<String, Integer> ends = calls.end();
				int all = ends.values().stream().mapToInt(Integer::intValue).sum();
				print("calls ended with %s, %,d of %,d failed; streams returned %d times, %d were refused", ends,
						all - ends.getOrDefault(ConstantRate.SERVED, 0), all, streams.returns(), streams.refusals());
				assertThat(all).isGreaterThanOrEqualTo(CALLS);
				assertThat(ends).containsOnlyKeys(ConstantRate.SERVED);
				assertThat(streams.refusals()).isZero();
				assertThat(streams.returns()).isGreaterThanOrEqualTo(STREAMS);
			}
		}
	}

	private void restart(GatewayProcess node, ReturningStreams streams) throws InterruptedException {
		Instant asked = Instant.now();
		assertThat(node.stop()).isTrue();
		Duration end = Duration.between(asked, Instant.now());
		print("ended %d ms after SIGTERM, %d of them drain time", end.toMillis(), DRAIN.toMillis());
		assertThat(end).isLessThan(LONGEST_END);
		await().atMost(LONG).until(() -> streams.open() == STREAMS);
		print("all %d streams were open %d ms after SIGTERM", STREAMS,
				Duration.between(asked, Instant.now()).toMillis());
		node.start();
		node.awaitReady();
		awaitBothUp();
	}

	private void awaitBothUp() {
		await().atMost(LONG)
			.until(() -> Stream.of("one", "two")
				.allMatch((name) -> stateOfNodes().lines()
					.anyMatch((line) -> line.startsWith("gateway," + name + ",") && line.contains(",UP,"))));
	}

	private String stateOfNodes() {
		try {
			return new String(URI.create(this.state + "/;csv").toURL().openStream().readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path create(Path directory) {
		try {
			return Files.createDirectory(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void print(String figures, Object... values) {
		System.out.println("LOAD rolling restart: " + figures.formatted(values));
	}

}
