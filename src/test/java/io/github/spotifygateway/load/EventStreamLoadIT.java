package io.github.spotifygateway.load;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.journey.GatewayProcess;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Thousands of idle event streams on one node: what they cost, and that nothing of them
 * stays. Prints lines that begin with {@code LOAD}.
 */
class EventStreamLoadIT {

	private static final int STREAMS = Integer.getInteger("load.streams", 1000);

	private static final int DROPPED = STREAMS / 5;

	private static final int BROADCASTS = 20;

	private static final Duration LONG = Duration.ofMinutes(2);

	private static final Path JAVA_HOME = Path
		.of(System.getProperty("load.java-home", System.getProperty("java.home")));

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final SimulatedPlayer player = this.spotify.player(SimulatedUser.ALICE);

	private final GatewayProcess gateway;

	private String token;

	EventStreamLoadIT(@TempDir Path directory) {
		List<String> java = List.of(JAVA_HOME.resolve("bin").resolve("java").toString(), "-Xmx1g", "-jar",
				GatewayProcess.executableJar().toString());
		this.gateway = new GatewayProcess(directory, this.spotify, java,
				List.of("spotify-gateway.live.streams=" + 2 * STREAMS,
						"spotify-gateway.live.streams-per-user=" + 2 * STREAMS, "spotify-gateway.live.interval=500ms",
						"spotify-gateway.live.longest-interval=500ms", "server.tomcat.max-connections=20000"));
	}

	@BeforeEach
	void start() {
		this.player.plays(Playable.pausedTrack());
		this.gateway.start();
		this.gateway.awaitReady();
		Browser browser = this.gateway.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		this.token = browser.mintToken();
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void streamsCostLittleAndLeaveNothingBehind() throws Exception {
		ServerProcess server = new ServerProcess(this.gateway.pid(), JAVA_HOME);
		warmUp(server);
		long bytes = server.liveBytes();
		long resident = server.residentBytes();
		int files = server.openFiles();
		try (IdleStreams streams = open(STREAMS)) {
			assertThat(server.openFiles()).isCloseTo(files + STREAMS, within(20));
			print("%,d bytes live and %,d bytes resident for each of %,d streams",
					(server.liveBytes() - bytes) / STREAMS, (server.residentBytes() - resident) / STREAMS, STREAMS);
			broadcast(streams, server);
			Instant dropped = Instant.now();
			streams.drop(DROPPED);
			await().atMost(Duration.ofSeconds(45))
				.untilAsserted(() -> assertThat(server.openFiles()).isCloseTo(files + STREAMS - DROPPED, within(20)));
			print("%,d dropped streams were gone after %d s", DROPPED,
					Duration.between(dropped, Instant.now()).toSeconds());
		}
		await().atMost(Duration.ofSeconds(45))
			.untilAsserted(() -> assertThat(server.openFiles()).isCloseTo(files, within(20)));
		long after = server.liveBytes();
		print("live bytes %,d before and %,d after, open files %d and %d", bytes, after, files, server.openFiles());
		assertThat(after).isLessThan(bytes + bytes / 10);
	}

	@Test
	void openStreamsDoNotHoldUpTheEnd() throws Exception {
		try (IdleStreams streams = open(STREAMS)) {
			Instant asked = Instant.now();
			assertThat(this.gateway.stop()).isTrue();
			Duration end = Duration.between(asked, Instant.now());
			print("ended %d ms after SIGTERM with %,d streams open", end.toMillis(), streams.count());
			assertThat(end).isLessThan(Duration.ofSeconds(10));
		}
	}

	private IdleStreams open(int count) throws Exception {
		IdleStreams streams = new IdleStreams(this.gateway.url(), this.token);
		streams.open(count);
		await().atMost(LONG).until(() -> streams.withEvents(1) == count);
		return streams;
	}

	private void warmUp(ServerProcess server) throws Exception {
		int files = server.openFiles();
		try (IdleStreams streams = open(STREAMS / 5)) {
			broadcast(streams);
		}
		await().atMost(LONG).until(() -> server.openFiles() <= files + 5);
	}

	private void broadcast(IdleStreams streams, ServerProcess server) throws Exception {
		Duration before = server.cpuTime();
		broadcast(streams);
		Duration used = server.cpuTime().minus(before).dividedBy(BROADCASTS);
		print("%d ms of CPU for a broadcast to %,d streams, everything between two of them included (%d µs a stream)",
				used.toMillis(), streams.count(), used.toNanos() / 1000 / streams.count());
	}

	private void broadcast(IdleStreams streams) {
		for (int i = 0; i < BROADCASTS; i++) {
			int events = i + 2;
			this.player.plays(Playable.pausedTrack().named("Broadcast " + i));
			await().atMost(LONG)
				.pollInterval(Duration.ofMillis(20))
				.until(() -> streams.withEvents(events) == streams.count());
		}
	}

	private static void print(String figures, Object... values) {
		System.out.println("LOAD " + figures.formatted(values));
	}

}
