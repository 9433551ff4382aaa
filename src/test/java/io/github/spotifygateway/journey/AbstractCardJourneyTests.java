package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Share cards on two nodes that share a database.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractCardJourneyTests {

	private static final Duration SOON = Duration.ofSeconds(3);

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private Gateway one;

	private Gateway two;

	private CardMaker maker;

	/**
	 * Where the database is that both nodes share.
	 */
	abstract List<String> database();

	@BeforeAll
	void start() {
		this.one = Gateway.start(this.spotify, database().toArray(String[]::new));
		List<String> settings = new ArrayList<>(database());
		settings.add("spotify-gateway.public-url=" + this.one.url());
		this.two = Gateway.start(this.spotify, settings.toArray(String[]::new));
	}

	@BeforeEach
	void signInOnOne() {
		this.one.database().sql("delete from connection").update();
		this.maker = new CardMaker(this.one);
		this.maker.signIn(SimulatedUser.ALICE);
	}

	@AfterAll
	void stop() {
		this.two.close();
		this.one.close();
		this.spotify.close();
	}

	@Test
	void cardShowsOnBothNodesWhatOneWasTold() {
		String path = path(this.maker.make());
		this.maker.play(SimulatedUser.ALICE, Playable.track().named("Slow Tide"));
		assertThat(get(this.one, path).body()).contains("Slow Tide", "Now playing");
		assertThat(get(this.two, path).body()).isEqualTo(get(this.one, path).body());
	}

	@Test
	void cardFollowsWhatPlays() {
		String path = path(this.maker.make());
		for (String title : List.of("First", "Second", "Third")) {
			this.maker.play(SimulatedUser.ALICE, Playable.track().named(title));
			await().atMost(SOON).until(() -> get(this.two, path).body().contains(title));
		}
	}

	@Test
	void revokedCardIsGoneOnBothNodesWithinASecondOrSo() {
		JsonNode card = this.maker.make();
		String path = path(card);
		assertThat(get(this.two, path).statusCode()).isEqualTo(200);
		this.maker.browser().call("DELETE", "/api/cards/" + card.get("id").asString(), null);
		await().atMost(SOON).until(() -> get(this.two, path).statusCode() == 404);
		await().atMost(SOON).until(() -> get(this.one, path).statusCode() == 404);
	}

	@Test
	void whatWasKnownGoesWithTheLastCard() {
		JsonNode first = this.maker.make();
		JsonNode last = this.maker.make();
		this.maker.play(SimulatedUser.ALICE, Playable.track());
		assertThat(snapshots()).isEqualTo(1);
		this.maker.browser().call("DELETE", "/api/cards/" + first.get("id").asString(), null);
		assertThat(snapshots()).isEqualTo(1);
		this.maker.browser().call("DELETE", "/api/cards/" + last.get("id").asString(), null);
		assertThat(snapshots()).isZero();
		this.maker.play(SimulatedUser.ALICE, Playable.track().named("Unseen"));
		assertThat(snapshots()).isZero();
	}

	@Test
	void whatWasKnownIsDeletedAfterAWeek() {
		this.maker.make();
		this.maker.play(SimulatedUser.ALICE, Playable.track());
		keptFor(8);
		Gateway three = Gateway.start(this.spotify, database().toArray(String[]::new));
		try {
			await().atMost(SOON).until(() -> snapshots() == 0);
		}
		finally {
			three.close();
		}
	}

	@Test
	void disconnectingTakesCardsAndWhatWasKnown() {
		String path = path(this.maker.make());
		this.maker.play(SimulatedUser.ALICE, Playable.track());
		this.maker.browser().call("DELETE", "/api/me/connection", null);
		assertThat(snapshots()).isZero();
		await().atMost(SOON).until(() -> get(this.one, path).statusCode() == 404);
	}

	@Test
	void userHasAtMostTwentyCardsHoweverManyAreMadeAtOnce() throws Exception {
		this.maker.make();
		ExecutorService callers = Executors.newFixedThreadPool(10);
		try {
			List<Future<Integer>> statuses = IntStream.range(0, 30)
				.mapToObj((index) -> callers
					.submit(() -> this.maker.browser().call("POST", "/api/cards", "{}").statusCode()))
				.toList();
			int made = 0;
			for (Future<Integer> status : statuses) {
				assertThat(status.get()).isIn(201, 409);
				made += (status.get() == 201) ? 1 : 0;
			}
			assertThat(made).isEqualTo(19);
		}
		finally {
			callers.shutdown();
		}
		HttpResponse<String> refused = this.maker.browser().call("POST", "/api/cards", "{}");
		assertThat(Json.read(refused).get("type").asString()).isEqualTo("urn:spotify-gateway:problem:too-many-cards");
	}

	@Test
	void olderNewsDoNotReplaceNewerOnes() {
		this.maker.make();
		this.maker.play(SimulatedUser.ALICE, Playable.track().named("Newer"));
		this.one.database()
			.sql("update card_snapshot set observed_at = current_timestamp + interval '1' hour")
			.update();
		String before = this.one.database().sql("select snapshot from card_snapshot").query(String.class).single();
		this.maker.play(SimulatedUser.ALICE, Playable.track().named("Older"));
		assertThat(this.one.database().sql("select snapshot from card_snapshot").query(String.class).single())
			.isEqualTo(before);
	}

	private void keptFor(int days) {
		this.one.database()
			.sql("update card_snapshot set observed_at = ?")
			.param(OffsetDateTime.now(ZoneOffset.UTC).minusDays(days))
			.update();
	}

	private int snapshots() {
		return this.one.database().sql("select count(*) from card_snapshot").query(Integer.class).single();
	}

	private static String path(JsonNode card) {
		return URI.create(card.get("svgUrl").asString()).getPath();
	}

	private static HttpResponse<String> get(Gateway node, String path) {
		return node.newBrowser().get(path);
	}

}
