package io.github.spotifygateway.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.KeysAutoConfiguration;
import io.github.spotifygateway.keys.SecretContext;
import io.github.spotifygateway.live.WatchRepository.Row;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.StoreAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nodes leave each other in the table.
 */
class WatchRepositoryTests {

	private static final LiveProperties PROPERTIES = new LiveProperties(Duration.ofSeconds(5), Duration.ofSeconds(60),
			Duration.ofSeconds(15), Duration.ofSeconds(15), 1, 1, 1);

	@Test
	void eventOfALaterVersionIsNoEvent() {
		run((repository, database, keyRing) -> {
			repository.begin("id");
			database.sql("update watch set event = ?")
				.param(keyRing.encrypt("{\"nowPlaying\":{\"state\":\"later\"}}",
						new SecretContext("watch", "event", "id")))
				.update();
			assertThat(repository.event("id")).isEmpty();
		});
	}

	@Test
	void eventIsReadAsItWasShared() {
		run((repository, database, keyRing) -> {
			PlaybackEvent event = new PlaybackEvent("1", null, Map.of("type", "problem"));
			repository.begin("id");
			assertThat(repository.share("id", null, event)).isTrue();
			assertThat(repository.event("id")).hasValue(event);
			assertThat(repository.share("id", "0", event)).isFalse();
		});
	}

	@Test
	void onlyLeasesOfTheNamedConnectionsAreProlonged() {
		run((repository, database, keyRing) -> {
			repository.begin("one");
			repository.begin("two");
			database.sql("update watch set lease_until = timestamp with time zone '2026-01-01 00:00:00Z'").update();
			repository.renew(List.of("one"));
			assertThat(repository.find(List.of("one", "two"))).filteredOn(Row::leading)
				.map(Row::connectionId)
				.containsExactly("one");
		});
	}

	@Test
	void onlyWatchesOfTheNamedConnectionsAreReleased() {
		run((repository, database, keyRing) -> {
			repository.begin("one");
			repository.begin("two");
			repository.release(List.of("one"));
			assertThat(repository.find(List.of("one", "two"))).map(Row::connectionId).containsExactly("two");
		});
	}

	private static void run(Work work) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, KeysAutoConfiguration.class,
					StoreAutoConfiguration.class))
			.withPropertyValues("spotify-gateway.keys.ring=test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
			.run((context) -> {
				GatewayDatabase database = context.getBean(GatewayDatabase.class);
				KeyRing keyRing = context.getBean(KeyRing.class);
				// connections are of no matter here
				database.jdbc().sql("set referential_integrity false").update();
				work.accept(new WatchRepository(database, keyRing, PROPERTIES), database.jdbc(), keyRing);
			});
	}

	@FunctionalInterface
	private interface Work {

		void accept(WatchRepository repository, JdbcClient database, KeyRing keyRing);

	}

}
