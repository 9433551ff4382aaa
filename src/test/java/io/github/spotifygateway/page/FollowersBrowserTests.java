package io.github.spotifygateway.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.journey.PostgreSql;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Two tabs and a curl follow one user through everything that can happen to a player, and
 * cost as much as one of them.
 */
@RequiresChromium
class FollowersBrowserTests {

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private static final Duration WHILE = Duration.ofSeconds(4);

	private static final String CURRENTLY_PLAYING = "/v1/me/player/currently-playing";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final SimulatedPlayer player = this.spotify.player(SimulatedUser.ALICE);

	private final PostgreSql postgres = PostgreSql.start();

	private Gateway gateway = start();

	private final Visitor visitor;

	private final List<Page> tabs = new ArrayList<>();

	FollowersBrowserTests(Browser chromium) {
		this.visitor = new Visitor(this.gateway, chromium);
	}

	@AfterEach
	void stop() {
		this.visitor.close();
		this.gateway.close();
		this.postgres.close();
		this.spotify.close();
	}

	@Test
	void allSeeEverythingAndCostAsMuchAsOne() throws IOException {
		this.player.plays(track("Glass Harbour"));
		this.visitor.signIn(SimulatedUser.ALICE);
		String token = this.visitor.mintToken("curl");
		openTab(this.visitor.page());
		openTab(this.visitor.context().newPage());
		try (CurlFollower curl = new CurlFollower(this.visitor.home(), token)) {
			assertTitle("Glass Harbour", curl);
			this.spotify.requests().clear();
			Instant start = Instant.now();
			follow(curl);
			assertLooksAreThoseOfOneFollower(start);
			this.gateway.close();
			this.tabs.forEach((tab) -> assertThat(tab.locator("#state-label")).hasText("Reconnecting…"));
			this.player.plays(track("After the restart"));
			this.gateway = start("server.port=" + this.gateway.url().getPort(),
					"spotify-gateway.public-url=" + this.gateway.url());
			this.tabs.forEach((tab) -> assertThat(tab.locator("#title")).hasText("After the restart"));
		}
		try (CurlFollower curl = new CurlFollower(this.visitor.home(), token)) {
			assertTitle("After the restart", curl);
			int together = looksInAWhile();
			this.tabs.forEach((tab) -> tab.navigate("about:blank"));
			assertThat(together).isCloseTo(looksInAWhile(), within(1));
		}
	}

	private void follow(CurlFollower curl) {
		this.player.plays(track("Salt Letters"));
		assertTitle("Salt Letters", curl);
		this.player.plays(Playable.pausedTrack());
		assertState("paused", curl);
		this.player.plays(track("Salt Letters").withProgress(Duration.ofMinutes(2)));
		assertState("playing", curl);
		this.player.plays(track("Salt Letters").withProgress(Duration.ofMinutes(3)));
		this.tabs.forEach((tab) -> assertThat(tab.locator("#elapsed")).hasText(Pattern.compile("3:.*")));
		await().until(() -> curl.last().matches(".*\"progressMs\":18\\d{4},.*"));
		this.player.plays(Playable.episode());
		assertTitle("The Lighthouse That Hummed", curl);
		this.player.plays(Playable.advertisement());
		this.tabs.forEach((tab) -> assertThat(tab.locator("#title")).hasText("Advertisement"));
		await().until(() -> curl.last().contains("\"type\":\"ad\""));
		this.player.playsNothing();
		assertState("idle", curl);
		this.player.plays(track("Glass Harbour"));
		assertTitle("Glass Harbour", curl);
		this.spotify.on(CURRENTLY_PLAYING).once(Fault.rateLimited(3));
		this.tabs.forEach((tab) -> assertThat(tab.locator("#now-playing")).hasAttribute("data-stale", "true"));
		await().until(() -> curl.last().contains("\"stale\":true"));
		this.tabs.forEach((tab) -> assertThat(tab.locator("#now-playing")).hasAttribute("data-stale", "false"));
		await().until(() -> curl.last().contains("\"stale\":false"));
	}

	/**
	 * Whoever looks waits between looks, so a second one would come in between.
	 */
	private void assertLooksAreThoseOfOneFollower(Instant start) {
		List<Instant> looks = looks();
		Duration shortest = INTERVAL.minusMillis(50);
		for (int i = 1; i < looks.size(); i++) {
			assertThat(Duration.between(looks.get(i - 1), looks.get(i))).isGreaterThan(shortest);
		}
		assertThat((long) looks.size())
			.isLessThanOrEqualTo(Duration.between(start, Instant.now()).dividedBy(INTERVAL) + 1);
		assertThat(this.spotify.requests().all()).map(RecordedRequest::path)
			.filteredOn((path) -> path.startsWith("/v1/me/player"))
			.containsOnly(CURRENTLY_PLAYING);
	}

	private int looksInAWhile() {
		int before = looks().size();
		Instant end = Instant.now().plus(WHILE);
		await().until(() -> Instant.now().isAfter(end));
		return looks().size() - before;
	}

	private List<Instant> looks() {
		return this.spotify.requests().to(CURRENTLY_PLAYING).stream().map(RecordedRequest::at).toList();
	}

	private void openTab(Page tab) {
		tab.navigate(this.visitor.home());
		this.tabs.add(tab);
	}

	private void assertTitle(String title, CurlFollower curl) {
		this.tabs.forEach((tab) -> assertThat(tab.locator("#title")).hasText(title));
		await().until(() -> curl.last().contains("\"title\":\"" + title + "\""));
	}

	private void assertState(String state, CurlFollower curl) {
		this.tabs.forEach((tab) -> assertThat(tab.locator("#now-playing")).hasAttribute("data-state", state));
		await().until(() -> curl.last().contains("\"state\":\"" + state + "\""));
	}

	private Gateway start(String... further) {
		List<String> settings = new ArrayList<>(this.postgres.settings());
		settings.add("spotify-gateway.live.interval=" + INTERVAL.toMillis() + "ms");
		settings.add("spotify-gateway.live.longest-interval=" + INTERVAL.toMillis() + "ms");
		settings.addAll(List.of(further));
		return Gateway.start(this.spotify, settings.toArray(String[]::new));
	}

	private static Playable track(String name) {
		return Playable.track().named(name).moving();
	}

	/**
	 * The README's line for following, which takes the token from its input.
	 */
	private static final class CurlFollower implements AutoCloseable {

		private final Process curl;

		private final List<String> data = new CopyOnWriteArrayList<>();

		CurlFollower(String home, String token) throws IOException {
			this.curl = new ProcessBuilder("curl", "-sN", "--noproxy", "127.0.0.1", "-H", "@-",
					home + "api/me/now-playing/events")
				.start();
			try (Writer input = this.curl.outputWriter(StandardCharsets.UTF_8)) {
				input.write("Authorization: Bearer " + token + "\n");
			}
			Thread reader = new Thread(this::read, "curl-follower");
			reader.setDaemon(true);
			reader.start();
		}

		/**
		 * The last data of an event without a name.
		 */
		String last() {
			return this.data.isEmpty() ? "" : this.data.get(this.data.size() - 1);
		}

		@Override
		public void close() {
			this.curl.destroy();
		}

		private void read() {
			try (BufferedReader lines = this.curl.inputReader(StandardCharsets.UTF_8)) {
				lines.lines().filter((line) -> line.startsWith("data: {\"state\"")).forEach(this.data::add);
			}
			catch (IOException ex) {
				// it was closed
			}
		}

	}

}
