package io.github.spotifygateway.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which tokens are refreshed before someone needs them.
 */
class RefreshAheadTests {

	private static final Duration NEAR_ITS_END = Duration.ofMinutes(4);

	private static final Duration FAR_FROM_ITS_END = Duration.ofMinutes(8);

	private static final String ONE_AT_A_TIME = "spotify-gateway.refresh.max-in-flight=1";

	private final SpotifySimulator spotify = SpotifySimulator.start();

	@BeforeEach
	void spotifyRefreshes() {
		this.spotify.on("/api/token").always(answer());
	}

	@AfterEach
	void stop() {
		this.spotify.close();
	}

	@Test
	void tokenNearItsEndIsRefreshedSoThatNoCallerWaits() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			use(fixture, "alice", NEAR_ITS_END);
			RefreshAhead ahead = fixture.bean(RefreshAhead.class);
			ahead.refreshDue();
			await().until(() -> version(fixture, "alice") == 1);
			assertThat(fixture.authorize("alice").getAccessToken().getTokenValue()).isEqualTo("fresh");
			ahead.refreshDue();
			assertThat(tokenCalls()).isEqualTo(1);
		});
	}

	@Test
	void tokenFarFromItsEndIsLeftAlone() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			use(fixture, "alice", FAR_FROM_ITS_END);
			assertNothingIsRefreshed(fixture);
		}, ONE_AT_A_TIME);
	}

	@Test
	void connectionThatNobodyUsedIsLeftAlone() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", NEAR_ITS_END);
			assertNothingIsRefreshed(fixture);
		}, ONE_AT_A_TIME);
	}

	@Test
	void connectionThatWasUsedLongAgoIsLeftAlone() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			MovableClock clock = new MovableClock(Instant.now());
			RefreshAhead ahead = new RefreshAhead(fixture.bean(ConnectionRepository.class),
					fixture.bean(ClientRegistrationRepository.class), fixture.bean(ConnectionRefresher.class),
					new RefreshProperties.Ahead(Duration.ofMinutes(5), Duration.ofMinutes(15), 5), clock);
			fixture.connect("alice", NEAR_ITS_END);
			ahead.used(stored(fixture, "alice"));
			clock.advance(Duration.ofMinutes(16));
			ahead.refreshDue();
			assertNothingIsRefreshed(fixture);
		}, ONE_AT_A_TIME);
	}

	@Test
	void whatAnotherNodeHasRefreshedIsNotRefreshedAgain() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			use(fixture, "alice", NEAR_ITS_END);
			fixture.database()
				.sql("update connection set version = version + 1,"
						+ " access_expires_at = access_expires_at + interval '1' hour")
				.update();
			assertNothingIsRefreshed(fixture);
		}, ONE_AT_A_TIME);
	}

	@Test
	void grantGivenAnewIsNotTakenForTheOneThatWasUsed() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			use(fixture, "alice", NEAR_ITS_END);
			fixture.bean(Connections.class).disconnect("alice");
			fixture.connect("alice", FAR_FROM_ITS_END);
			assertNothingIsRefreshed(fixture);
		}, ONE_AT_A_TIME);
	}

	@Test
	void connectionThatCannotBeReadKeepsNoOtherFromBeingRefreshed() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			List<String> users = IntStream.range(0, 8).mapToObj((user) -> "user-" + user).toList();
			users.forEach((user) -> use(fixture, user, NEAR_ITS_END));
			fixture.database()
				.sql("update connection set access_token = replace(access_token, 'v1.test.', 'v1.other.')"
						+ " where principal_name = 'user-3'")
				.update();
			fixture.bean(RefreshAhead.class).refreshDue();
			await().until(() -> refreshed(fixture) == 7);
		}, "spotify-gateway.refresh.ahead.max-in-flight=8");
	}

	@Test
	void noMoreThanTheConfiguredNumberIsRefreshedAtATime() {
		this.spotify.on("/api/token").always(Fault.delay(Duration.ofSeconds(1)).then(answer()));
		ConnectionFixture.run(this.spotify, (fixture) -> {
			List<String> users = IntStream.range(0, 5).mapToObj((user) -> "user-" + user).toList();
			users.forEach((user) -> use(fixture, user, NEAR_ITS_END));
			RefreshAhead ahead = fixture.bean(RefreshAhead.class);
			ahead.refreshDue();
			await().until(() -> refreshed(fixture) == 2);
			assertThat(tokenCalls()).isEqualTo(2);
			await().until(() -> {
				ahead.refreshDue();
				return refreshed(fixture) == 5;
			});
			assertThat(tokenCalls()).isEqualTo(5);
		}, "spotify-gateway.refresh.ahead.max-in-flight=2");
	}

	@Test
	void tokenThatLivesShorterThanUsualIsNotRefreshedAllTheTime() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", NEAR_ITS_END);
			fixture.database()
				.sql("update connection set access_issued_at = access_expires_at - interval '5' minute")
				.update();
			fixture.authorize("alice");
			assertNothingIsRefreshed(fixture);
		}, ONE_AT_A_TIME);
	}

	/**
	 * What is refreshed begins in its turn, so once a later one is over it would have
	 * been seen.
	 */
	private void assertNothingIsRefreshed(ConnectionFixture fixture) {
		RefreshAhead ahead = fixture.bean(RefreshAhead.class);
		ahead.refreshDue();
		use(fixture, "later", NEAR_ITS_END);
		ahead.refreshDue();
		await().until(() -> version(fixture, "later") == 1);
		assertThat(tokenCalls()).isEqualTo(1);
	}

	private static Fault answer() {
		return Fault.body(200, "application/json", """
				{"access_token":"fresh","token_type":"Bearer","expires_in":3600,"scope":"user-read-private"}""");
	}

	private static void use(ConnectionFixture fixture, String user, Duration accessTokenLeft) {
		fixture.connect(user, accessTokenLeft);
		fixture.authorize(user);
	}

	private static StoredConnection stored(ConnectionFixture fixture, String user) {
		return fixture.bean(ConnectionRepository.class).find(Connections.REGISTRATION_ID, user).orElseThrow();
	}

	private static long version(ConnectionFixture fixture, String user) {
		return fixture.database()
			.sql("select version from connection where principal_name = ?")
			.param(user)
			.query(Long.class)
			.single();
	}

	private static long refreshed(ConnectionFixture fixture) {
		return fixture.database().sql("select count(*) from connection where version = 1").query(Long.class).single();
	}

	private int tokenCalls() {
		return this.spotify.requests().to("/api/token").size();
	}

}
