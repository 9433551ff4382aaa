package io.github.spotifygateway.journey;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.spotifygateway.journey.Follower.Event;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is playing as events: what followers are told, and what they cost.
 */
class NowPlayingEventsJourneyTests {

	private static final String PLAYER = "/v1/me/player/currently-playing";

	private static final String EVENTS = "/api/me/now-playing/events";

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.newBrowser();

	private final SimulatedPlayer player = this.gateway.spotify().player(SimulatedUser.ALICE);

	private String token;

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		this.player.plays(Playable.pausedTrack());
		this.browser.signIn(SimulatedUser.ALICE);
		this.token = this.browser.mintToken();
		this.gateway.spotify().requests().clear();
	}

	@AfterEach
	void nobodyFollows() {
		this.gateway.database().sql("delete from connection").update();
		await().until(() -> count("select count(*) from watch") == 0);
	}

	@Test
	void firstEventIsTheObjectOfTheJsonEndpoint() {
		try (Follower follower = follow()) {
			Event event = follower.awaitEvent("title", "Glass Harbour");
			assertThat(event.data().propertyNames()).containsExactly("state", "type", "title", "creators", "collection",
					"image", "url", "progressMs", "durationMs", "device", "observedAt", "stale");
			assertThat(event.id()).isNotEmpty();
			HttpResponse<InputStream> response = follower.response();
			assertThat(response.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElseThrow())
				.startsWith("text/event-stream");
			assertThat(response.headers().firstValue(HttpHeaders.CACHE_CONTROL)).hasValue("no-store");
			await().until(() -> follower.comments().stream().anyMatch((line) -> line.startsWith("retry: ")));
		}
	}

	@Test
	void onlyChangesAreEvents() {
		try (Follower follower = follow()) {
			follower.awaitEvent("state", "paused");
			awaitLooks(3);
			assertThat(follower.events()).hasSize(1);
			this.player.plays(Playable.track().moving());
			follower.awaitEvent("state", "playing");
			awaitLooks(3);
			assertThat(follower.events()).hasSize(2);
		}
	}

	@Test
	void seekIsAnEvent() {
		this.player.plays(Playable.track().moving().withProgress(Duration.ofSeconds(10)));
		try (Follower follower = follow()) {
			assertThat(follower.awaitEvent("state", "playing").data().get("progressMs").asLong()).isBetween(10_000L,
					20_000L);
			this.player.plays(Playable.track().moving().withProgress(Duration.ofSeconds(100)));
			await().untilAsserted(() -> assertThat(follower.events()).hasSize(2));
			assertThat(follower.events().get(1).data().get("progressMs").asLong()).isBetween(100_000L, 110_000L);
		}
	}

	@Test
	void allFollowersOfAUserCostOneLookAtATime() {
		try (Follower one = follow(); Follower two = follow(); Follower three = follow()) {
			List.of(one, two, three).forEach((follower) -> follower.awaitEvent("state", "paused"));
			this.player.playsNothing();
			List.of(one, two, three).forEach((follower) -> follower.awaitEvent("state", "idle"));
			int looks = this.gateway.spotify().requests().to(PLAYER).size();
			awaitLooks(4);
			assertThat(this.gateway.spotify().requests().to(PLAYER).size() - looks).isLessThan(6);
		}
	}

	@Test
	void laterFollowerIsToldWhatIsKnownAndWhereItIsNow() {
		this.player.plays(Playable.track().moving().withProgress(Duration.ofSeconds(10)));
		try (Follower first = follow()) {
			first.awaitEvent("state", "playing");
			awaitLooks(4);
			this.gateway.spotify().on(PLAYER).always(Fault.delay(Duration.ofSeconds(20)));
			try (Follower later = follow()) {
				Event event = later.awaitEvent("state", "playing");
				assertThat(event.id()).isEqualTo(first.events().get(0).id());
				assertThat(event.data().get("progressMs").asLong())
					.isGreaterThan(first.events().get(0).data().get("progressMs").asLong() + 500);
			}
		}
	}

	@Test
	void whoComesBackIsNotToldAgain() {
		try (Follower follower = follow()) {
			String known = follower.awaitEvent("state", "paused").id();
			try (Follower back = Follower.follow(this.gateway.url(), this.token, "Last-Event-ID", known)) {
				awaitLooks(3);
				assertThat(back.events()).isEmpty();
				this.player.playsNothing();
				back.awaitEvent("state", "idle");
				assertThat(back.events()).hasSize(1);
			}
		}
	}

	@Test
	void nobodyLooksWhenNobodyFollows() {
		try (Follower follower = follow()) {
			follower.awaitEvent("state", "paused");
		}
		this.browser.call("DELETE", "/api/tokens", null);
		await().until(() -> count("select count(*) from watch") == 0);
		this.gateway.spotify().requests().clear();
		this.browser.get("/api/me");
		await().during(Duration.ofSeconds(1)).until(() -> this.gateway.spotify().requests().to(PLAYER).isEmpty());
	}

	@Test
	void whatTheJsonEndpointLearnsFollowersHear() {
		try (Gateway slow = Gateway.start(this.gateway.spotify(), "spotify-gateway.live.interval=1h",
				"spotify-gateway.live.longest-interval=1h")) {
			Browser user = slow.newBrowser();
			user.signIn(SimulatedUser.ALICE);
			try (Follower follower = Follower.follow(slow.url(), user.mintToken())) {
				follower.awaitEvent("state", "paused");
				this.player.plays(Playable.episode());
				await()
					.until(() -> Json.read(user.get("/api/me/now-playing")).get("type").asString().equals("episode"));
				follower.awaitEvent("type", "episode");
			}
		}
	}

	@Test
	void commandIsSeenWithoutWaitingForTheNextLook() {
		try (Gateway slow = Gateway.start(this.gateway.spotify(), "spotify-gateway.live.interval=1h",
				"spotify-gateway.live.longest-interval=1h")) {
			Browser user = slow.newBrowser();
			user.signIn(SimulatedUser.ALICE);
			user.get(user.agree(user.startLogin("/oauth2/authorization/spotify?scope=user-modify-playback-state"),
					SimulatedUser.ALICE));
			try (Follower follower = Follower.follow(slow.url(), user.mintToken())) {
				follower.awaitEvent("state", "paused");
				assertThat(user.call("PUT", "/v1/me/player/play", null).statusCode()).isLessThan(300);
				follower.awaitEvent("state", "playing");
			}
		}
	}

	@Test
	void lookComesRightAfterTheEndOfTheItem() {
		try (Gateway slow = Gateway.start(this.gateway.spotify(), "spotify-gateway.live.interval=1h",
				"spotify-gateway.live.longest-interval=1h")) {
			Browser user = slow.newBrowser();
			user.signIn(SimulatedUser.ALICE);
			this.player.plays(
					Playable.track().moving().lasting(Duration.ofSeconds(100)).withProgress(Duration.ofSeconds(98)),
					Playable.track().moving().named("What comes next"));
			try (Follower follower = Follower.follow(slow.url(), user.mintToken())) {
				follower.awaitEvent("title", "What comes next");
				assertThat(follower.events()).hasSize(2);
			}
		}
	}

	@Test
	void problemIsAnEventAndItsEndToo() {
		try (Follower follower = follow()) {
			follower.awaitEvent("state", "paused");
			this.gateway.spotify().on(PLAYER).always(Fault.status(503));
			Event problem = follower.awaitProblem("spotify-unavailable");
			assertThat(problem.data().get("remedy").asString()).isNotEmpty();
			assertThat(follower.awaitEvent("stale", true).data().get("title").asString()).isEqualTo("Glass Harbour");
			this.gateway.spotify().on(PLAYER).never();
			follower.awaitEvent("stale", false);
		}
	}

	@Test
	void coolDownIsObeyed() {
		try (Gateway own = Gateway.start(this.gateway.spotify(), "spotify-gateway.live.interval=300ms",
				"spotify-gateway.live.longest-interval=300ms")) {
			Browser user = own.newBrowser();
			user.signIn(SimulatedUser.ALICE);
			try (Follower follower = Follower.follow(own.url(), user.mintToken())) {
				follower.awaitEvent("state", "paused");
				this.gateway.spotify().on(PLAYER).always(Fault.rateLimited(1000));
				assertThat(follower.awaitProblem("spotify-quota-exceeded").data().get("retryAfterSeconds").asLong())
					.isBetween(900L, 1000L);
				follower.awaitEvent("stale", true);
				int calls = this.gateway.spotify().requests().to(PLAYER).size();
				await().during(Duration.ofSeconds(1))
					.until(() -> this.gateway.spotify().requests().to(PLAYER).size() == calls);
			}
		}
	}

	@Test
	void endedGrantIsAProblemUntilItIsRenewed() {
		try (Follower follower = follow()) {
			follower.awaitEvent("state", "paused");
			this.gateway.database().sql("update connection set state = 'REAUTHORIZE'").update();
			follower.awaitProblem("reauthorization-required");
			this.gateway.database().sql("update connection set state = 'CONNECTED'").update();
			follower.awaitEvent("stale", false);
			assertThat(follower.isOpen()).isTrue();
		}
	}

	@Test
	void streamEndsWithItsApiToken() {
		try (Follower follower = follow();
				Follower other = Follower.follow(this.gateway.url(), this.browser.mintToken())) {
			String id = Json.read(this.browser.get("/api/tokens")).get("tokens").get(0).get("id").asString();
			other.awaitEvent("state", "paused");
			this.browser.call("DELETE", "/api/tokens/" + id, null);
			follower.awaitEnd();
			assertThat(other.isOpen()).isTrue();
		}
	}

	@Test
	void streamEndsWithItsSession() {
		Browser other = this.gateway.newBrowser();
		other.signIn(SimulatedUser.ALICE);
		try (Follower follower = Follower.follow(this.gateway.url(), this.browser);
				Follower stays = Follower.follow(this.gateway.url(), other)) {
			follower.awaitEvent("state", "paused");
			stays.awaitEvent("state", "paused");
			assertThat(this.browser.call("POST", "/logout", null).statusCode()).isEqualTo(204);
			follower.awaitEnd();
			assertThat(stays.isOpen()).isTrue();
		}
	}

	@Test
	void streamEndsWithTheConnection() {
		try (Follower follower = follow()) {
			follower.awaitEvent("state", "paused");
			this.browser.call("DELETE", "/api/me/connection", null);
			follower.awaitEnd();
		}
	}

	@Test
	void titleCannotAddAnEvent() {
		this.player.plays(Playable.pausedTrack().named("a\n\nevent: problem\ndata: {}\r\rdata: b\u2028"));
		try (Follower follower = follow()) {
			follower.awaitEvent("title", "a\n\nevent: problem\ndata: {}\r\rdata: b\u2028");
			assertThat(follower.events()).hasSize(1);
		}
	}

	@Test
	void callersWithoutTheRightAreToldWhy() {
		assertThat(this.gateway.newBrowser().get(EVENTS).statusCode()).isEqualTo(401);
		String player = this.browser.mintToken("player");
		assertThat(Follower.open(this.gateway.url(), player).statusCode()).isEqualTo(403);
		assertThat(Follower.open(this.gateway.url(), "sgw_pat_wrong").statusCode()).isEqualTo(401);
		this.gateway.database().sql("update connection set scopes = 'user-read-email'").update();
		HttpResponse<String> refused = this.browser.get(EVENTS, HttpHeaders.ACCEPT, "text/event-stream");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(Json.read(refused).get("consentUrl").asString()).contains("user-read-currently-playing");
	}

	@Test
	void headAnswersWithoutAStream() {
		assertThat(this.browser.send("HEAD", this.gateway.url().resolve(EVENTS), null).statusCode()).isEqualTo(200);
		assertThat(count("select count(*) from watch")).isZero();
	}

	@Test
	void oneUserCannotTakeAllPlaces() {
		try (Gateway small = Gateway.start(this.gateway.spotify(), "spotify-gateway.live.streams-per-user=1",
				"spotify-gateway.live.streams=2")) {
			String alice = token(small, SimulatedUser.ALICE);
			String bob = token(small, SimulatedUser.BOB);
			try (Follower one = Follower.follow(small.url(), alice)) {
				assertRefused(small, alice, 429, "too-many-streams");
				try (Follower two = Follower.follow(small.url(), bob)) {
					assertRefused(small, bob, 503, "no-room-for-streams");
					assertThat(one.isOpen() && two.isOpen()).isTrue();
				}
			}
		}
	}

	@Test
	void whatIsSharedWithOtherNodesIsEncrypted() {
		try (Follower follower = follow()) {
			follower.awaitEvent("title", "Glass Harbour");
			String event = this.gateway.database().sql("select event from watch").query(String.class).single();
			assertThat(event).startsWith("v1.test.").doesNotContain("Glass");
		}
	}

	private static void assertRefused(Gateway gateway, String token, int status, String code) {
		HttpResponse<InputStream> response = Follower.open(gateway.url(), token);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue(HttpHeaders.RETRY_AFTER)).isPresent();
		assertThat(response.body()).asString(StandardCharsets.UTF_8).contains(code);
	}

	private static String token(Gateway gateway, SimulatedUser user) {
		Browser browser = gateway.newBrowser();
		browser.signIn(user);
		return browser.mintToken();
	}

	private Follower follow() {
		return Follower.follow(this.gateway.url(), this.token);
	}

	private void awaitLooks(int more) {
		int before = this.gateway.spotify().requests().to(PLAYER).size();
		await().until(() -> this.gateway.spotify().requests().to(PLAYER).size() >= before + more);
	}

	private int count(String query) {
		return this.gateway.database().sql(query).query(Integer.class).single();
	}

}
