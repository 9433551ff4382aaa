package io.github.spotifygateway.live;

import java.time.InstantSource;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.playback.PlaybackAutoConfiguration;
import io.github.spotifygateway.playback.Player;
import io.github.spotifygateway.spotify.SpotifyFailures;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.AcceptedCredentials;
import io.github.spotifygateway.web.ApiRequests;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Brings {@code /api/me/now-playing/events}; without playback there is nothing to tell.
 */
@AutoConfiguration(after = PlaybackAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.live.enabled", matchIfMissing = true)
@ConditionalOnBean(Player.class)
@EnableConfigurationProperties(LiveProperties.class)
public final class LiveAutoConfiguration {

	@Bean
	ApiRequests spotifyGatewayLiveApi() {
		return ApiRequests.to("/api/me/now-playing/events");
	}

	@Bean
	WatchRepository spotifyGatewayWatchRepository(GatewayDatabase database, KeyRing keyRing,
			LiveProperties properties) {
		return new WatchRepository(database, keyRing, properties);
	}

	@Bean
	Watches spotifyGatewayWatches(WatchRepository repository, LiveProperties properties) {
		return new Watches(repository, new EventFormat(JsonMapper.shared()), properties, InstantSource.system());
	}

	@Bean
	PlaybackNews spotifyGatewayPlaybackNews(Watches watches, WatchRepository repository, Connections connections) {
		return new PlaybackNews(watches, repository, connections);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor spotifyGatewayLookoutExecutor(LiveProperties properties) {
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
	Lookout spotifyGatewayLookout(Watches watches, Player player, Connections connections, SpotifyFailures failures,
			@Qualifier("spotifyGatewayLookoutExecutor") ThreadPoolTaskExecutor executor) {
		return new Lookout(watches, player, connections, failures, executor);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskScheduler spotifyGatewayStreamScheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadNamePrefix("spotify-streams-");
		// three tasks wait for the database, the others must go on without it
		scheduler.setPoolSize(4);
		return scheduler;
	}

	@Bean
	Credentials spotifyGatewayStreamCredentials(ObjectProvider<AcceptedCredentials> waysIn) {
		return new Credentials(waysIn.orderedStream().toList(), InstantSource.system());
	}

	@Bean
	StreamUpkeep spotifyGatewayStreamUpkeep(Watches watches, WatchRepository repository, Lookout lookout,
			Credentials credentials, LiveProperties properties,
			@Qualifier("spotifyGatewayStreamScheduler") ThreadPoolTaskScheduler scheduler) {
		return new StreamUpkeep(watches, repository, lookout, credentials, properties, scheduler);
	}

	@Bean
	NowPlayingEventsController spotifyGatewayNowPlayingEventsController(Watches watches, StreamUpkeep upkeep,
			Credentials credentials, Connections connections) {
		return new NowPlayingEventsController(watches, upkeep, credentials, connections, InstantSource.system());
	}

	@Bean
	LiveProblems spotifyGatewayLiveProblems() {
		return new LiveProblems();
	}

	/**
	 * What needs Micrometer.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		LiveMetrics spotifyGatewayLiveMetrics(Watches watches, Lookout lookout, LiveProperties properties) {
			return new LiveMetrics(watches, lookout, properties);
		}

	}

}
