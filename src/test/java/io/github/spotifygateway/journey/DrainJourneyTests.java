package io.github.spotifygateway.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers and load balancers see of a node that is told to stop.
 */
class DrainJourneyTests {

	private static final Duration DRAIN = Duration.ofSeconds(3);

	private final HttpClient http = HttpClient.newHttpClient();

	@Test
	void nodeSaysThatItIsNotReadyAndServesAllTheSame() throws Exception {
		Gateway gateway = Gateway.start(Gateway.shared().spotify(),
				"spotify-gateway.shutdown.drain=" + DRAIN.toMillis() + "ms");
		Browser browser = gateway.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		String token = browser.mintToken();
		Follower follower = Follower.follow(gateway.url(), token);
		Instant begin = Instant.now();
		Thread stop = new Thread(gateway::close);
		stop.start();
		List<Integer> servedWhileNotReady = new ArrayList<>();
		while (stop.isAlive() && servedWhileNotReady.size() < 3) {
			if (status(gateway, "/readyz", token) == 503) {
				assertThat(follower.isOpen()).isTrue();
				servedWhileNotReady.add(status(gateway, "/api/me", token));
			}
		}
		assertThat(servedWhileNotReady).containsExactly(200, 200, 200);
		stop.join();
		follower.awaitEnd();
		assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(DRAIN);
	}

	private int status(Gateway gateway, String path, String token) throws IOException, InterruptedException {
		return this.http
			.send(HttpRequest.newBuilder(URI.create(gateway.url() + path))
				.header("Authorization", "Bearer " + token)
				.build(), BodyHandlers.discarding())
			.statusCode();
	}

}
