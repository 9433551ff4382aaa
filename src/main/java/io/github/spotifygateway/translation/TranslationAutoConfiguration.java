package io.github.spotifygateway.translation;

import java.time.InstantSource;
import java.util.concurrent.ThreadPoolExecutor;

import io.github.spotifygateway.spotify.WebApiCalls;
import io.github.spotifygateway.spotify.AppObservations;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Brings the translation between both generations of the Web API to the relay.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.relay.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TranslationProperties.class)
public final class TranslationAutoConfiguration {

	/** For all callers of a node together; who gets none goes on alone. */
	private static final int MOST_HELPERS = 32;

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor spotifyGatewayTranslationExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("spotify-translation-");
		executor.setCorePoolSize(0);
		executor.setMaxPoolSize(MOST_HELPERS);
		executor.setQueueCapacity(0);
		executor.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
		return executor;
	}

	@Bean
	@ConditionalOnMissingBean
	Translations spotifyGatewayTranslations(TranslationProperties properties, OperationCatalogue catalogue,
			AppObservations appObservations, GrantedScopes grantedScopes, WebApiCalls webApi,
			@Qualifier("spotifyGatewayTranslationExecutor") ThreadPoolTaskExecutor executor,
			ObjectProvider<ObservationRegistry> observationRegistry) {
		ObservationRegistry observations = observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP);
		return new Translations(new TranslationTable(catalogue, new SharedReads(properties.keep())),
				new Shapes(catalogue),
				new LackingOperations(appObservations, properties.relearn(), InstantSource.system()), webApi,
				grantedScopes, new CallsAtOnce(executor, properties.atOnce(), observations), properties, observations);
	}

	@Bean
	TranslationProblems spotifyGatewayTranslationProblems() {
		return new TranslationProblems();
	}

}
