package io.github.spotifygateway.spotify;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;

import io.github.spotifygateway.connection.AppTokens;
import io.github.spotifygateway.connection.ConnectionAutoConfiguration;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.AppObservation.Sight;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import io.github.spotifygateway.upstream.UpstreamProperties;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.util.Assert;

/**
 * Brings the way to Spotify's Web API.
 */
@AutoConfiguration(after = ConnectionAutoConfiguration.class)
@EnableConfigurationProperties(CallerLimitProperties.class)
public final class SpotifyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OperationCatalogue operationCatalogue(UpstreamProperties properties) {
		return new OperationCatalogue(properties.apiUrl());
	}

	@Bean
	@ConditionalOnMissingBean
	CoolDowns coolDowns(GatewayDatabase database, ClientRegistrationRepository registrations) {
		return new CoolDowns(database, clientId(registrations), InstantSource.system());
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor appObservationExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("spotify-observation-");
		executor.setAllowCoreThreadTimeOut(true);
		executor.setMaxPoolSize(1);
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setQueueCapacity(Sight.values().length);
		// what cannot be noted now will be seen again
		executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
		return executor;
	}

	@Bean
	@ConditionalOnMissingBean
	AppObservations appObservations(GatewayDatabase database, ClientRegistrationRepository registrations,
			@Qualifier("appObservationExecutor") ThreadPoolTaskExecutor executor) {
		return new AppObservations(database, clientId(registrations), executor, InstantSource.system());
	}

	@Bean
	@ConditionalOnMissingBean
	CallerLimit callerLimit(CallerLimitProperties properties) {
		return new CallerLimit(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	CallerChanges callerChanges() {
		return new CallerChanges();
	}

	@Bean
	@ConditionalOnMissingBean
	SpotifyApi spotifyApi(UpstreamHttpClient httpClient, UpstreamProperties properties, OperationCatalogue catalogue,
			AppObservations observations, CoolDowns coolDowns, CallerLimit callerLimit, CallerChanges changes,
			Connections connections, OAuth2AuthorizedClientManager authorizedClientManager, AppTokens appTokens,
			List<PlayerCommandObserver> commandObservers) {
		CoolDownInterceptor coolDown = new CoolDownInterceptor(catalogue, coolDowns);
		ObservingInterceptor observing = new ObservingInterceptor(catalogue, observations, connections);
		return new SpotifyApi(httpClient, properties.apiUrl(), observing, coolDown,
				List.of(new PlayerCommandInterceptor(catalogue, commandObservers), new CoalescingInterceptor(changes),
						coolDown, new CallerLimitInterceptor(callerLimit), new RetryInterceptor(),
						new AccessTokenInterceptor(authorizedClientManager, appTokens, catalogue)));
	}

	@Bean
	@ConditionalOnMissingBean
	GrantedScopes grantedScopes(Connections connections) {
		return new GrantedScopes(connections);
	}

	@Bean
	SpotifyFailures spotifyFailures(PublicUrl publicUrl) {
		return new SpotifyFailures(publicUrl);
	}

	@Bean
	SpotifyProblems spotifyProblems(SpotifyFailures failures) {
		return new SpotifyProblems(failures);
	}

	@Bean
	@ConditionalOnWebApplication(type = Type.SERVLET)
	RateLimitHeaders rateLimitHeaders(CallerLimit callerLimit) {
		return new RateLimitHeaders(callerLimit);
	}

	private static String clientId(ClientRegistrationRepository registrations) {
		ClientRegistration spotify = registrations.findByRegistrationId(Connections.REGISTRATION_ID);
		Assert.notNull(spotify, "client registration [spotify] must be configured");
		return spotify.getClientId();
	}

}
