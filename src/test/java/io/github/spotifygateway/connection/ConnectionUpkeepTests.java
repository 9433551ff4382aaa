package io.github.spotifygateway.connection;

import java.time.Duration;
import java.util.List;

import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.store.GatewayDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens to grants with time.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionUpkeepTests {

	private static final Duration AN_HOUR = Duration.ofHours(1);

	private final SpotifySimulator spotify = SpotifySimulator.start();

	@AfterEach
	void stop() {
		this.spotify.close();
	}

	@Test
	void tokensOfAGrantThatEndedThreeDaysAgoAreDeletedAndItsRowStays() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", AN_HOUR);
			end(fixture, "interval '73' hour");
			fixture.bean(ConnectionUpkeep.class).deleteEndedTokens();
			assertThat(tokens(fixture)).isZero();
			assertThat(fixture.connection("alice").state()).isEqualTo(ConnectionState.REAUTHORIZE);
			assertThatExceptionOfType(ReauthorizationRequiredException.class)
				.isThrownBy(() -> fixture.authorize("alice"));
			assertThat(new StoredKeys(fixture.bean(GatewayDatabase.class)).connections()).isEmpty();
		});
	}

	@Test
	void tokensOfAGrantThatEndedLessThanThreeDaysAgoAreKept() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", AN_HOUR);
			end(fixture, "interval '71' hour");
			fixture.bean(ConnectionUpkeep.class).deleteEndedTokens();
			assertThat(tokens(fixture)).isOne();
		});
	}

	@Test
	void tokensOfAGrantWhoseSixMonthsEndedThreeDaysAgoAreDeletedThoughNobodyAsked() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", AN_HOUR);
			endsInDays(fixture, -4);
			fixture.bean(ConnectionUpkeep.class).deleteEndedTokens();
			assertThat(tokens(fixture)).isZero();
			assertThat(fixture.connection("alice").state()).isEqualTo(ConnectionState.REAUTHORIZE);
		});
	}

	@Test
	void grantThatWasRenewedMeanwhileIsNotTakenForAnnounced() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", AN_HOUR);
			endsInDays(fixture, 0);
			ReauthorizationReminders reminders = new ReauthorizationReminders(fixture.bean(GatewayDatabase.class));
			Connection due = reminders.findUnannounced(1).get(0);
			fixture.connect("alice", AN_HOUR);
			assertThat(reminders.markAnnounced(due, 1)).isFalse();
		});
	}

	@Test
	void tokensOfAGrantInUseAreKept() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", AN_HOUR);
			end(fixture, "interval '73' hour");
			fixture.connect("alice", AN_HOUR);
			fixture.bean(ConnectionUpkeep.class).deleteEndedTokens();
			assertThat(fixture.authorize("alice").getAccessToken().getTokenValue()).isEqualTo("access-token");
		});
	}

	@ParameterizedTest
	@CsvSource({ "29, 30 days", "6, 7 days", "0, 1 day" })
	void endOfAGrantIsAnnouncedOnce(int daysLeft, String announced, CapturedOutput output) {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", AN_HOUR);
			endsInDays(fixture, daysLeft);
			ReauthorizationReminders reminders = new ReauthorizationReminders(fixture.bean(GatewayDatabase.class));
			reminders.announce();
			reminders.announce();
			assertThat(announcements(output, fixture.connection("alice"))).singleElement()
				.asString()
				.contains("within " + announced + ";");
		});
	}

	@Test
	void endOfAGrantIsAnnouncedAgainAsItComesCloserAndAfterItWasRenewed(CapturedOutput output) {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", AN_HOUR);
			ReauthorizationReminders reminders = new ReauthorizationReminders(fixture.bean(GatewayDatabase.class));
			for (int daysLeft : new int[] { 31, 20, 5, 0 }) {
				endsInDays(fixture, daysLeft);
				reminders.announce();
			}
			assertThat(announcements(output, fixture.connection("alice"))).hasSize(3);
			fixture.connect("alice", AN_HOUR);
			endsInDays(fixture, 20);
			reminders.announce();
			assertThat(announcements(output, fixture.connection("alice"))).hasSize(4);
		});
	}

	@Test
	void metricsCountConnectionsByStateAndByTheDaysTheyHaveLeft() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("ended", AN_HOUR);
			endsInDays(fixture, 0);
			end(fixture, "interval '1' hour");
			fixture.connect("soon", AN_HOUR);
			fixture.database()
				.sql("update connection set reauthorize_by = current_timestamp + interval '6' day"
						+ " where principal_name = 'soon'")
				.update();
			fixture.connect("new", AN_HOUR);
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			fixture.bean(ConnectionMetrics.class).bindTo(registry);
			assertThat(gauge(registry, "spotify.gateway.connections", "state", "connected")).isEqualTo(2);
			assertThat(gauge(registry, "spotify.gateway.connections", "state", "reauthorize")).isEqualTo(1);
			assertThat(gauge(registry, "spotify.gateway.connections.due", "within", "30d")).isEqualTo(1);
			assertThat(gauge(registry, "spotify.gateway.connections.due", "within", "7d")).isEqualTo(1);
			assertThat(gauge(registry, "spotify.gateway.connections.due", "within", "1d")).isZero();
		});
	}

	private static void end(ConnectionFixture fixture, String ago) {
		fixture.database()
			.sql("update connection set state = 'REAUTHORIZE', invalid_at = current_timestamp - " + ago)
			.update();
	}

	private static void endsInDays(ConnectionFixture fixture, int days) {
		fixture.database()
			.sql("update connection set reauthorize_by = current_timestamp + interval '12' hour"
					+ " + cast(? as integer) * interval '1' day")
			.param(days)
			.update();
	}

	private static long tokens(ConnectionFixture fixture) {
		return fixture.database()
			.sql("select count(*) from connection"
					+ " where access_token is not null or refresh_token is not null or key_id is not null")
			.query(Long.class)
			.single();
	}

	private static List<String> announcements(CapturedOutput output, Connection connection) {
		return output.getAll()
			.lines()
			.filter((line) -> line.contains("grant of connection " + connection.id()))
			.toList();
	}

	private static double gauge(SimpleMeterRegistry registry, String name, String tag, String value) {
		return registry.get(name).tag(tag, value).gauge().value();
	}

}
