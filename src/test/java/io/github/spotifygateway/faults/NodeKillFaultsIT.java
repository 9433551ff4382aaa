package io.github.spotifygateway.faults;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.journey.GatewayProcess;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One of two nodes is killed while tokens are refreshed all the time.
 */
@TestInstance(Lifecycle.PER_CLASS)
class NodeKillFaultsIT {

	private static final int CALLERS_PER_USER = 4;

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

	private final List<Answer> recoveries = new ArrayList<>();

	private final TwoNodes nodes;

	private List<Caller> callers = List.of();

	NodeKillFaultsIT(@TempDir Path directory) {
		List<String> settings = new ArrayList<>(TwoNodes.PATIENT_WITH_THE_WEB_API);
		settings.add("spotify-gateway.refresh.deadline=3s");
		settings.add("spotify-gateway.refresh.lease=4s");
		this.nodes = new TwoNodes(directory, this.spotify, settings);
	}

	@BeforeAll
	void startAndSignIn() {
		this.nodes.start();
		this.callers = Stream.of(SimulatedUser.values()).map(this::signIn).toList();
		this.spotify.on("/api/token").always(Fault.delay(Duration.ofMillis(150)));
		this.clock.scheduleAtFixedRate(this.nodes.grants()::expire, 0, 250, TimeUnit.MILLISECONDS);
	}

	@AfterAll
	void stop() {
		if (!this.recoveries.isEmpty()) {
			printSum();
		}
		this.clock.shutdownNow();
		this.nodes.close();
		this.spotify.close();
	}

	@ParameterizedTest(name = "kill {0}")
	@MethodSource("io.github.spotifygateway.faults.Extent#kills")
	void killedNodeLosesNoGrantAndTheOtherOneServesAll(int kill) throws Exception {
		GatewayProcess killed = this.nodes.node(kill % 2);
		GatewayProcess surviving = this.nodes.node((kill + 1) % 2);
		SteadyLoad atKilled = steadyLoad(killed);
		SteadyLoad atSurviving = steadyLoad(surviving);
		killAtRandomInstant(killed);
		List<Answer> recovery = callForEveryone(List.of(surviving.url()));
		List<Answer> beforeKill = atKilled.end();
		List<Answer> all = atSurviving.end();
		killed.start();
		killed.awaitReady();
		List<Answer> afterRestart = callForEveryone(this.nodes.urls());
		this.recoveries.addAll(recovery);
		Figures figures = Figures.of(tokenCalls(), all, lost()).print("kill %d, surviving node".formatted(kill));
		assertThat(figures.served()).isEqualTo(figures.callers());
		assertThat(figures.grantsLost()).isZero();
		assertThat(recovery).allMatch(Answer::isServed);
		assertThat(beforeKill).allMatch((answer) -> answer.isServed() || answer.status() == Answer.NONE);
		assertThat(afterRestart).allMatch(Answer::isServed);
	}

	private Caller signIn(SimulatedUser user) {
		Browser browser = this.nodes.node(0).newBrowser();
		browser.signIn(user);
		return new Caller(browser.mintToken());
	}

	private SteadyLoad steadyLoad(GatewayProcess node) {
		return new SteadyLoad(node.url(), this.callers.stream()
			.flatMap((caller) -> IntStream.range(0, CALLERS_PER_USER).mapToObj((n) -> caller)));
	}

	private void killAtRandomInstant(GatewayProcess node) throws Exception {
		long millis = ThreadLocalRandom.current().nextLong(250, 1250);
		this.clock.schedule(node::kill, millis, TimeUnit.MILLISECONDS).get();
	}

	/**
	 * Call for each user, with tokens that must be refreshed first.
	 */
	private List<Answer> callForEveryone(List<URI> urls) {
		this.nodes.grants().expire();
		return this.callers.stream().flatMap((caller) -> caller.callAtOnce(urls, 1).stream()).toList();
	}

	private void printSum() {
		Figures.of(tokenCalls(), this.recoveries, lost())
			.print("all kills, first calls after each at the surviving node");
	}

	private int tokenCalls() {
		return this.spotify.requests().to("/api/token").size();
	}

	private int lost() {
		return this.nodes.grants().lost(this.callers.size());
	}

}
