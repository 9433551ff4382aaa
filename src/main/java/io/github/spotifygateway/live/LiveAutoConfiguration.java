package io.github.spotifygateway.live;

import java.time.InstantSource;
import java.util.List;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.playback.PlaybackAutoConfiguration;
import io.github.spotifygateway.playback.Player;
import io.github.spotifygateway.spotify.SpotifyFailures;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.AcceptedCredentials;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Brings {@code /api/me/now-playing/events}.
 */
@AutoConfiguration(after = PlaybackAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(LiveProperties.class)
public final class LiveAutoConfiguration {

	@Bean
	WatchRepository watchRepository(GatewayDatabase database, KeyRing keyRing, LiveProperties properties) {
		return new WatchRepository(database, keyRing, properties);
	}

	@Bean
	Watches watches(WatchRepository repository, LiveProperties properties, ObjectProvider<JsonMapper> jsonMapper) {
		return new Watches(repository, new EventFormat(jsonMapper.getIfUnique(JsonMapper::shared)), properties,
				InstantSource.system());
	}

	@Bean
	PlaybackNews playbackNews(Watches watches, WatchRepository repository, Connections connections) {
		return new PlaybackNews(watches, repository, connections);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor lookoutExecutor(LiveProperties properties) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("spotify-lookout-");
		executor.setCorePoolSize(properties.maxInFlight());
		executor.setMaxPoolSize(properties.maxInFlight());
		executor.setAllowCoreThreadTimeOut(true);
		// each user waits in it once at most, and in turn
		executor.setQueueCapacity(properties.streams());
		return executor;
	}

	@Bean
	Lookout lookout(Watches watches, Player player, Connections connections, SpotifyFailures failures,
			@Qualifier("lookoutExecutor") ThreadPoolTaskExecutor executor) {
		return new Lookout(watches, player, connections, failures, executor);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskScheduler streamScheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadNamePrefix("spotify-streams-");
		// three tasks wait for the database, the others must go on without it
		scheduler.setPoolSize(4);
		return scheduler;
	}

	@Bean
	Credentials streamCredentials(List<AcceptedCredentials> waysIn) {
		return new Credentials(waysIn, InstantSource.system());
	}

	@Bean
	StreamUpkeep streamUpkeep(Watches watches, WatchRepository repository, Lookout lookout, Credentials credentials,
			LiveProperties properties, @Qualifier("streamScheduler") ThreadPoolTaskScheduler scheduler) {
		return new StreamUpkeep(watches, repository, lookout, credentials, properties, scheduler);
	}

	@Bean
	NowPlayingEventsController nowPlayingEventsController(Watches watches, StreamUpkeep upkeep, Credentials credentials,
			Connections connections) {
		return new NowPlayingEventsController(watches, upkeep, credentials, connections, InstantSource.system());
	}

	@Bean
	LiveProblems liveProblems() {
		return new LiveProblems();
	}

}
