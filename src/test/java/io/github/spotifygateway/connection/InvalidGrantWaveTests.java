package io.github.spotifygateway.connection;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.spotifygateway.connection.TokenEndpointException.Reason;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of grants that Spotify calls invalid: one by one, and many at once.
 */
class InvalidGrantWaveTests {

	private static final Duration OVER = Duration.ofMinutes(-1);

	private final SpotifySimulator spotify = SpotifySimulator.start();

	@AfterEach
	void stop() {
		this.spotify.close();
	}

	@Test
	void waveLeavesEveryGrantAsItIsAndSaysSoInHealth() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			List<String> users = connect(fixture, 8);
			spotifyCallsGrantsInvalid();
			users.subList(0, 4).forEach((user) -> assertGivenUp(fixture, user));
			users.subList(4, 8).forEach((user) -> assertInDoubt(fixture, user));
			assertThat(users).allSatisfy(
					(user) -> assertThat(fixture.connection(user).state()).isEqualTo(ConnectionState.CONNECTED));
			Health health = fixture.bean(GrantsHealthIndicator.class).health();
			assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
			assertThat(health.getStatus().getDescription()).contains("none is given up");
		});
	}

	@Test
	void everyoneIsServedWhenTheWaveIsOver() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			List<String> users = connect(fixture, 6);
			spotifyCallsGrantsInvalid();
			users.forEach((user) -> assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> fixture.authorize(user)));
			spotifyRefreshes();
			assertThat(users).allSatisfy(
					(user) -> assertThat(fixture.authorize(user).getAccessToken().getTokenValue()).isEqualTo("fresh"));
			assertThat(fixture.bean(InvalidGrantBreaker.class).isOpen()).isFalse();
		});
	}

	@Test
	void fewInvalidGrantsAreBelieved() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			List<String> users = connect(fixture, 4);
			spotifyCallsGrantsInvalid();
			users.forEach((user) -> assertGivenUp(fixture, user));
			assertThat(users).allSatisfy(
					(user) -> assertThat(fixture.connection(user).state()).isEqualTo(ConnectionState.REAUTHORIZE));
			assertThat(fixture.bean(GrantsHealthIndicator.class).health()).isEqualTo(Health.up().build());
		});
	}

	@Test
	void invalidGrantsAmongManyGoodOnesAreBelieved() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			List<String> users = connect(fixture, 11);
			spotifyRefreshes();
			users.subList(0, 6).forEach(fixture::authorize);
			spotifyCallsGrantsInvalid();
			users.subList(6, 11).forEach((user) -> assertGivenUp(fixture, user));
			assertThat(fixture.connection(users.get(10)).state()).isEqualTo(ConnectionState.REAUTHORIZE);
		});
	}

	@Test
	void grantWhoseSixMonthsAreOverIsGivenUpInAWaveToo() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			List<String> users = connect(fixture, 6);
			spotifyCallsGrantsInvalid();
			fixture.database()
				.sql("update connection set reauthorize_by = current_timestamp - interval '1' minute"
						+ " where principal_name = 'user-5'")
				.update();
			users.subList(0, 5)
				.forEach((user) -> assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> fixture.authorize(user)));
			assertGivenUp(fixture, "user-5");
			assertThat(fixture.connection("user-5").state()).isEqualTo(ConnectionState.REAUTHORIZE);
			assertThat(fixture.connection("user-0").state()).isEqualTo(ConnectionState.CONNECTED);
		});
	}

	@Test
	void doubtEndsTenMinutesAfterTheWave() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			List<String> users = connect(fixture, 5);
			spotifyCallsGrantsInvalid();
			users.forEach((user) -> assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> fixture.authorize(user)));
			assertThat(fixture.bean(InvalidGrantBreaker.class).isOpen()).isTrue();
			fixture.database()
				.sql("update connection set invalid_at = current_timestamp - interval '11' minute"
						+ " where principal_name = 'user-0'")
				.update();
			assertThat(fixture.bean(InvalidGrantBreaker.class).isOpen()).isFalse();
		});
	}

	@Test
	void whatOtherNodesGaveUpInTheWaveIsTakenBackByUpkeep() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			List<String> users = connect(fixture, 5);
			fixture.database()
				.sql("update connection set state = 'REAUTHORIZE', invalid_at = current_timestamp,"
						+ " access_issued_at = access_issued_at - interval '1' hour")
				.update();
			fixture.bean(InvalidGrantBreaker.class).takeBack();
			assertThat(users).allSatisfy(
					(user) -> assertThat(fixture.connection(user).state()).isEqualTo(ConnectionState.CONNECTED));
		});
	}

	@Test
	void oneUserWhoEndsTheGrantAgainAndAgainIsNoWave() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			spotifyCallsGrantsInvalid();
			for (int time = 0; time < 6; time++) {
				fixture.connect("mallory", OVER);
				assertGivenUp(fixture, "mallory");
				fixture.bean(Connections.class).disconnect("mallory");
			}
			assertThat(fixture.bean(InvalidGrantBreaker.class).isOpen()).isFalse();
		});
	}

	private void spotifyCallsGrantsInvalid() {
		this.spotify.on("/api/token").always(Fault.golden("token-400-refresh-token-revoked.json"));
	}

	private void spotifyRefreshes() {
		this.spotify.on("/api/token").always(Fault.body(200, "application/json", """
				{"access_token":"fresh","token_type":"Bearer","expires_in":3600,"scope":"user-read-private"}"""));
	}

	private static List<String> connect(ConnectionFixture fixture, int users) {
		List<String> names = IntStream.range(0, users).mapToObj((user) -> "user-" + user).toList();
		names.forEach((name) -> fixture.connect(name, OVER));
		return names;
	}

	private static void assertGivenUp(ConnectionFixture fixture, String user) {
		assertThatExceptionOfType(ReauthorizationRequiredException.class).isThrownBy(() -> fixture.authorize(user));
	}

	private static void assertInDoubt(ConnectionFixture fixture, String user) {
		assertThatExceptionOfType(TokenEndpointException.class).isThrownBy(() -> fixture.authorize(user))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.GRANT_IN_DOUBT));
	}

}
