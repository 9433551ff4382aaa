package io.github.spotifygateway.spotify;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.spotifygateway.spotify.AppObservation.Sight;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.StoreAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What is kept of what the answers of the Web API show.
 */
class AppObservationsTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

	@ParameterizedTest
	@EnumSource
	void sightIsKeptWithItsTime(Sight sight) {
		run((database) -> {
			observations(database, "app").note(sight);
			AppObservation seen = latest(database, sight);
			assertThat(seen.lastSeenAt()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS))
				.isEqualTo(seen.since());
		});
	}

	@Test
	void sightThatLastsKeepsItsBeginning() {
		run((database) -> {
			AppObservations observations = observations(database, "app");
			observations.note(Sight.COMPLETE_PROFILE);
			passAnHour(database);
			observations.note(Sight.COMPLETE_PROFILE);
			AppObservation seen = latest(database, Sight.COMPLETE_PROFILE);
			assertThat(Duration.between(seen.since(), seen.lastSeenAt())).isGreaterThanOrEqualTo(Duration.ofHours(1));
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "COMPLETE_PROFILE", "STRIPPED_PROFILE", "OLDER_OPERATION_WORKED", "OLDER_OPERATION_FORBIDDEN",
			"OWNER_PREMIUM_REQUIRED", "CALL_ANSWERED" })
	void sightBeginsAnewAfterItsOpposite(Sight sight) {
		run((database) -> {
			AppObservations observations = observations(database, "app");
			observations.note(sight);
			passAnHour(database);
			observations.note(sight.opposite());
			passAnHour(database);
			observations.note(sight);
			AppObservation seen = latest(database, sight);
			assertThat(seen.since()).isEqualTo(seen.lastSeenAt());
		});
	}

	@Test
	void sameSightIsNotedOnceAMinute() {
		run((database) -> {
			AppObservations observations = observations(database, "app");
			observations.note(Sight.CALL_ANSWERED);
			Instant first = latest(database, Sight.CALL_ANSWERED).lastSeenAt();
			database.jdbc().sql("update app_observation set observed_at = observed_at - interval '1' hour").update();
			this.now.updateAndGet((time) -> time.plusSeconds(59));
			observations.note(Sight.CALL_ANSWERED);
			assertThat(latest(database, Sight.CALL_ANSWERED).lastSeenAt()).isEqualTo(first.minus(1, ChronoUnit.HOURS));
			this.now.updateAndGet((time) -> time.plusSeconds(2));
			observations.note(Sight.CALL_ANSWERED);
			assertThat(latest(database, Sight.CALL_ANSWERED).lastSeenAt()).isAfterOrEqualTo(first);
		});
	}

	@Test
	void sightThatTurnsOutToBeNoneIsNotKept() {
		run((database) -> {
			AppObservations observations = observations(database, "app");
			observations.note(Sight.STRIPPED_PROFILE, () -> false);
			assertThat(observations.latest()).isEmpty();
		});
	}

	@Test
	void whatIsOlderThanThirtyDaysIsForgotten() {
		run((database) -> {
			AppObservations observations = observations(database, "app");
			observations.note(Sight.COMPLETE_PROFILE);
			database.jdbc().sql("update app_observation set observed_at = observed_at - interval '31' day").update();
			assertThat(observations.latest()).isEmpty();
		});
	}

	@Test
	void sightOfALaterVersionIsLeftOut() {
		run((database) -> {
			AppObservations observations = observations(database, "app");
			observations.note(Sight.COMPLETE_PROFILE);
			database.jdbc().sql("update app_observation set name = 'SOMETHING_NEW'").update();
			assertThat(observations.latest()).isEmpty();
		});
	}

	@Test
	void otherAppIsSomethingElse() {
		run((database) -> {
			observations(database, "app").note(Sight.COMPLETE_PROFILE);
			assertThat(observations(database, "other").latest()).isEmpty();
		});
	}

	private void passAnHour(GatewayDatabase database) {
		this.now.updateAndGet((time) -> time.plus(Duration.ofHours(1)));
		database.jdbc()
			.sql("update app_observation set since = since - interval '1' hour, observed_at = observed_at - interval '1' hour")
			.update();
	}

	private AppObservations observations(GatewayDatabase database, String clientId) {
		return new AppObservations(database, clientId, Runnable::run, this.now::get);
	}

	private AppObservation latest(GatewayDatabase database, Sight sight) {
		return observations(database, "app").latest()
			.stream()
			.filter((seen) -> seen.sight() == sight)
			.findFirst()
			.orElseThrow();
	}

	private static void run(Consumer<GatewayDatabase> work) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, StoreAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID())
			.run((context) -> work.accept(context.getBean(GatewayDatabase.class)));
	}

}
