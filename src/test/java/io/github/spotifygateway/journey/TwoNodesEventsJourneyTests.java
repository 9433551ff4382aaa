package io.github.spotifygateway.journey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Followers on two nodes, which share a PostgreSQL and one look at Spotify. Looks come
 * only when something makes them come: the nodes look every hour.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TwoNodesEventsJourneyTests {

	private static final String PLAYER = "/v1/me/player/currently-playing";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final SimulatedPlayer player = this.spotify.player(SimulatedUser.ALICE);

	private final PostgreSql postgres = PostgreSql.start();

	private Gateway one;

	private Gateway two;

	private Browser browser;

	private String token;

	@BeforeAll
	void start() {
		this.one = start("spotify-gateway.live.interval=1h");
		this.two = start("spotify-gateway.live.interval=1h", "spotify-gateway.public-url=" + this.one.url());
	}

	@BeforeEach
	void signInOnOne() {
		this.one.database().sql("delete from connection").update();
		this.player.plays(Playable.pausedTrack());
		this.browser = this.one.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
		this.browser.get(this.browser.agree(
				this.browser.startLogin("/oauth2/authorization/spotify?scope=user-modify-playback-state"),
				SimulatedUser.ALICE));
		this.token = this.browser.mintToken();
		this.spotify.requests().clear();
	}

	@AfterAll
	void stop() {
		this.two.close();
		this.one.close();
		this.postgres.close();
		this.spotify.close();
	}

	@Test
	void followersOfBothNodesShareOneLook() {
		try (Follower one = follow(this.one); Follower two = follow(this.two); Follower three = follow(this.two)) {
			List<Follower> followers = List.of(one, two, three);
			followers.forEach((follower) -> follower.awaitEvent("state", "paused"));
			assertThat(looks()).isEqualTo(1);
			assertThat(followers).map((follower) -> follower.events().get(0).id()).containsOnly(firstId(one));
		}
	}

	@Test
	void commandOnOneNodeIsSeenOnAll() {
		try (Follower one = follow(this.one); Follower two = follow(this.two)) {
			one.awaitEvent("state", "paused");
			two.awaitEvent("state", "paused");
			assertThat(this.browser.call("PUT", "/v1/me/player/play", null).statusCode()).isLessThan(300);
			one.awaitEvent("state", "playing");
			two.awaitEvent("state", "playing");
			assertThat(looks()).isEqualTo(2);
		}
	}

	@Test
	void commandOnNodeWithoutFollowersIsSeen() {
		try (Follower two = follow(this.two)) {
			two.awaitEvent("state", "paused");
			assertThat(this.browser.call("PUT", "/v1/me/player/play", null).statusCode()).isLessThan(300);
			two.awaitEvent("state", "playing");
		}
	}

	@Test
	void whatNodeWithoutFollowersLearnsIsHeard() {
		try (Follower two = follow(this.two)) {
			two.awaitEvent("state", "paused");
			this.player.plays(Playable.episode());
			this.browser.get("/api/me/now-playing");
			two.awaitEvent("type", "episode");
			assertThat(looks()).isEqualTo(2);
		}
	}

	@Test
	void nodeThatStopsHandsOverAtOnce() {
		Gateway leaving = start("spotify-gateway.live.interval=1h", "spotify-gateway.live.lease=10m",
				"spotify-gateway.public-url=" + this.one.url());
		try (Follower leader = follow(leaving)) {
			leader.awaitEvent("state", "paused");
			try (Follower follower = follow(this.two)) {
				follower.awaitEvent("state", "paused");
				this.player.playsNothing();
				leaving.close();
				leader.awaitEnd();
				// the new leader looks when it takes over
				follower.awaitEvent("state", "idle");
				assertThat(looks()).isEqualTo(2);
			}
		}
	}

	@Test
	void nodeThatIsGoneIsReplacedWhenItsLeaseIsOver() {
		try (Follower follower = follow(this.one)) {
			follower.awaitEvent("state", "paused");
			this.player.playsNothing();
			pretendThatAnotherNodeLooks(Duration.ofSeconds(3));
			follower.awaitEvent("state", "idle");
			assertThat(looks()).isEqualTo(2);
		}
	}

	@Test
	void leaseThatANodeCouldNotGiveBackEndsByItself() {
		String node;
		try (Follower follower = follow(this.one)) {
			follower.awaitEvent("state", "paused");
			node = this.one.database().sql("select lease_owner from watch").query(String.class).single();
			this.one.database().sql("delete from watch").update();
			this.browser.call("DELETE", "/api/tokens", null);
			follower.awaitEnd();
		}
		await().until(() -> count() == 0);
		this.one.database().sql("""
				insert into watch (connection_id, nudges, lease_owner, lease_until)
				select id, 0, ?, current_timestamp + interval '6' second from connection""").param(node).update();
		this.token = this.browser.mintToken();
		try (Follower follower = follow(this.two)) {
			follower.awaitEvent("state", "paused");
		}
	}

	@Test
	void watchThatAKilledNodeLeftIsDeleted() {
		this.one.database().sql("""
				insert into watch (connection_id, nudges, lease_owner, lease_until)
				select id, 0, 'gone', current_timestamp - interval '61' second from connection""").update();
		await().atMost(Duration.ofSeconds(15)).until(() -> count() == 0);
	}

	private void pretendThatAnotherNodeLooks(Duration lease) {
		this.one.database()
			.sql("update watch set lease_owner = 'gone', lease_until = current_timestamp + cast(? as interval)")
			.param(lease.toSeconds() + " seconds")
			.update();
	}

	private Gateway start(String... further) {
		List<String> settings = new ArrayList<>(this.postgres.settings());
		settings.addAll(List.of("spotify-gateway.live.longest-interval=1h"));
		settings.addAll(List.of(further));
		return Gateway.start(this.spotify, settings.toArray(String[]::new));
	}

	private Follower follow(Gateway gateway) {
		return Follower.follow(gateway.url(), this.token);
	}

	private int count() {
		return this.one.database().sql("select count(*) from watch").query(Integer.class).single();
	}

	private int looks() {
		return this.spotify.requests().to(PLAYER).size();
	}

	private static String firstId(Follower follower) {
		return follower.events().get(0).id();
	}

}
