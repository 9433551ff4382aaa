package io.github.spotifygateway.spotify;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;

import io.github.spotifygateway.connection.AppTokens;
import io.github.spotifygateway.connection.ConnectionAutoConfiguration;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.AppObservation.Sight;
import io.github.spotifygateway.link.LinkAutoConfiguration;
import io.github.spotifygateway.link.Links;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import io.github.spotifygateway.upstream.UpstreamProperties;
import io.github.spotifygateway.web.PublicUrl;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
@AutoConfiguration(after = { ConnectionAutoConfiguration.class, LinkAutoConfiguration.class })
@EnableConfigurationProperties(CallerLimitProperties.class)
public final class SpotifyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OperationCatalogue spotifyGatewayOperationCatalogue(UpstreamProperties properties) {
		return new OperationCatalogue(properties.apiUrl());
	}

	@Bean
	@ConditionalOnMissingBean
	CoolDowns spotifyGatewayCoolDowns(GatewayDatabase database, ClientRegistrationRepository registrations) {
		return new CoolDowns(database, clientId(registrations), InstantSource.system());
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor spotifyGatewayAppObservationExecutor() {
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
	AppObservations spotifyGatewayAppObservations(GatewayDatabase database, ClientRegistrationRepository registrations,
			@Qualifier("spotifyGatewayAppObservationExecutor") ThreadPoolTaskExecutor executor) {
		return new AppObservations(database, clientId(registrations), executor, InstantSource.system());
	}

	@Bean
	@ConditionalOnMissingBean
	CallerLimit spotifyGatewayCallerLimit(CallerLimitProperties properties) {
		return new CallerLimit(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	CallerChanges spotifyGatewayCallerChanges() {
		return new CallerChanges();
	}

	@Bean
	@ConditionalOnMissingBean
	SavedCalls spotifyGatewaySavedCalls() {
		return new SavedCalls();
	}

	@Bean
	CallerAccessTokens spotifyGatewayCallerAccessTokens(OAuth2AuthorizedClientManager authorizedClientManager) {
		return new CallerAccessTokens(authorizedClientManager);
	}

	@Bean
	@ConditionalOnMissingBean
	SpotifyApi spotifyGatewayApi(UpstreamHttpClient httpClient, UpstreamProperties properties,
			OperationCatalogue catalogue, AppObservations observations, CoolDowns coolDowns, CallerLimit callerLimit,
			CallerChanges changes, Connections connections, CallerAccessTokens accessTokens, AppTokens appTokens,
			ObjectProvider<PlayerCommandObserver> commandObservers, SavedCalls savedCalls,
			ObjectProvider<ObservationRegistry> observationRegistry) {
		CoolDownInterceptor coolDown = new CoolDownInterceptor(catalogue, coolDowns, savedCalls);
		ObservingInterceptor observing = new ObservingInterceptor(catalogue, observations, connections);
		UpstreamObservation upstream = new UpstreamObservation(catalogue,
				observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP));
		return new SpotifyApi(httpClient, properties.apiUrl(), observing, List.of(coolDown, upstream),
				List.of(new PlayerCommandInterceptor(catalogue, commandObservers.orderedStream().toList()),
						new CoalescingInterceptor(changes, savedCalls), coolDown,
						new CallerLimitInterceptor(callerLimit, savedCalls), new RetryInterceptor(),
						new AccessTokenInterceptor(accessTokens, appTokens, catalogue), upstream));
	}

	@Bean
	@ConditionalOnMissingBean
	WebApiCalls spotifyGatewayWebApiCalls(UpstreamProperties properties, SpotifyApi spotifyApi) {
		return new WebApiCalls(properties.apiUrl(), spotifyApi);
	}

	@Bean
	@ConditionalOnMissingBean
	GrantedScopes spotifyGatewayGrantedScopes(Connections connections) {
		return new GrantedScopes(connections);
	}

	@Bean
	ConsentUrls spotifyGatewayConsentUrls(PublicUrl publicUrl, Links links) {
		return new ConsentUrls(publicUrl, links);
	}

	@Bean
	SpotifyFailures spotifyGatewayFailures(PublicUrl publicUrl, ConsentUrls consentUrls) {
		return new SpotifyFailures(publicUrl, consentUrls);
	}

	@Bean
	SpotifyProblems spotifyGatewayUpstreamProblems(SpotifyFailures failures, ApplicationEventPublisher events) {
		return new SpotifyProblems(failures, events);
	}

	@Bean
	@ConditionalOnWebApplication(type = Type.SERVLET)
	RateLimitHeaders spotifyGatewayRateLimitHeaders(CallerLimit callerLimit) {
		return new RateLimitHeaders(callerLimit);
	}

	/**
	 * What needs Micrometer.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		SpotifyMetrics spotifyGatewayMetrics(SavedCalls savedCalls, CoolDowns coolDowns) {
			return new SpotifyMetrics(savedCalls, coolDowns, InstantSource.system());
		}

	}

	private static String clientId(ClientRegistrationRepository registrations) {
		ClientRegistration spotify = registrations.findByRegistrationId(Connections.REGISTRATION_ID);
		Assert.notNull(spotify, "client registration [spotify] must be configured");
		return spotify.getClientId();
	}

}
