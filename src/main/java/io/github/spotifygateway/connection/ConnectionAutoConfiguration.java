package io.github.spotifygateway.connection;

import java.time.Clock;

import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.StoreAutoConfiguration;
import io.github.spotifygateway.upstream.UpstreamAutoConfiguration;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import io.github.spotifygateway.upstream.UpstreamProperties;
import io.github.spotifygateway.web.PublicUrl;
import io.github.spotifygateway.web.RequestId;
import io.github.spotifygateway.web.WebAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Brings the store of users' grants and Spring Security's interfaces to it. An
 * application that has its own {@link OAuth2AuthorizedClientService} or
 * {@link OAuth2AuthorizedClientManager} keeps them.
 */
@AutoConfiguration(before = OAuth2ClientAutoConfiguration.class,
		after = { StoreAutoConfiguration.class, UpstreamAutoConfiguration.class, WebAutoConfiguration.class })
@EnableConfigurationProperties(RefreshProperties.class)
public final class ConnectionAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ClientRegistrationRepository.class)
	InMemoryClientRegistrationRepository spotifyGatewayClientRegistrationRepository(Environment environment,
			PublicUrl publicUrl, UpstreamProperties upstream) {
		// bound here because Boot's own bean refuses an empty client id without a remedy
		OAuth2ClientProperties properties = Binder.get(environment)
			.bindOrCreate("spring.security.oauth2.client", OAuth2ClientProperties.class);
		return new SpotifyClientRegistrations(publicUrl, upstream).create(properties);
	}

	@Bean
	ConnectionRepository spotifyGatewayConnectionRepository(GatewayDatabase database, KeyRing keyRing) {
		new StoredKeysCheck(new StoredKeys(database), keyRing).check();
		return new ConnectionRepository(database, keyRing);
	}

	@Bean
	@ConditionalOnMissingBean
	Connections spotifyGatewayConnections(ConnectionRepository repository, ApplicationEventPublisher events) {
		return new Connections(repository, events);
	}

	@Bean
	@ConditionalOnMissingBean
	TokenEndpoint spotifyGatewayTokenEndpoint(UpstreamHttpClient httpClient, RefreshProperties properties) {
		return new TokenEndpoint(httpClient, properties);
	}

	@Bean
	@ConditionalOnMissingBean(OAuth2AuthorizedClientService.class)
	ConnectionAuthorizedClientService spotifyGatewayConnectionAuthorizedClientService(ConnectionRepository repository,
			ClientRegistrationRepository registrations, OtherRegistrations others) {
		return new ConnectionAuthorizedClientService(repository, registrations, others, Clock.systemUTC());
	}

	@Bean
	OtherRegistrations spotifyGatewayOtherRegistrations(ClientRegistrationRepository registrations,
			ObjectProvider<OAuth2AuthorizedClientRepository> authorizedClients,
			ObjectProvider<OAuth2AuthorizedClientProvider> providers,
			ObjectProvider<OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest>> refreshTokenClient,
			ObjectProvider<OAuth2AccessTokenResponseClient<OAuth2ClientCredentialsGrantRequest>> clientCredentialsClient) {
		return new OtherRegistrations(registrations, () -> {
			OAuth2AuthorizedClientProviderBuilder provider = OAuth2AuthorizedClientProviderBuilder.builder();
			providers.orderedStream().forEach(provider::provider);
			provider.authorizationCode()
				.refreshToken((grant) -> refreshTokenClient.ifAvailable(grant::accessTokenResponseClient))
				.clientCredentials((grant) -> clientCredentialsClient.ifAvailable(grant::accessTokenResponseClient));
			DefaultOAuth2AuthorizedClientManager manager = new DefaultOAuth2AuthorizedClientManager(registrations,
					authorizedClients.getObject());
			manager.setAuthorizedClientProvider(provider.build());
			return manager;
		});
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor spotifyGatewayConnectionRefreshExecutor(RefreshProperties properties) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("spotify-refresh-");
		executor.setTaskDecorator(RequestId::carry);
		executor.setCorePoolSize(properties.maxInFlight());
		executor.setAllowCoreThreadTimeOut(true);
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationMillis(properties.deadline().toMillis());
		return executor;
	}

	@Bean
	EndedGrants spotifyGatewayEndedGrants(GatewayDatabase database) {
		return new EndedGrants(database);
	}

	@Bean
	InvalidGrantBreaker spotifyGatewayInvalidGrantBreaker(EndedGrants endedGrants) {
		return new InvalidGrantBreaker(endedGrants);
	}

	@Bean
	ConnectionRefresher spotifyGatewayConnectionRefresher(ConnectionRepository repository, GatewayDatabase database,
			TokenEndpoint tokenEndpoint, EndedGrants endedGrants, InvalidGrantBreaker breaker,
			RefreshProperties properties,
			@Qualifier("spotifyGatewayConnectionRefreshExecutor") ThreadPoolTaskExecutor executor,
			ApplicationEventPublisher events, ObjectProvider<ObservationRegistry> observations) {
		return new ConnectionRefresher(repository, new RefreshLease(database, properties), tokenEndpoint, endedGrants,
				breaker, properties, Clock.systemUTC(), executor, events,
				observations.getIfUnique(() -> ObservationRegistry.NOOP));
	}

	@Bean
	@ConditionalOnMissingBean(OAuth2AuthorizedClientManager.class)
	ConnectionAuthorizedClientManager spotifyGatewayConnectionAuthorizedClientManager(ConnectionRepository repository,
			ClientRegistrationRepository registrations, OtherRegistrations others, ConnectionRefresher refresher,
			RefreshAhead refreshAhead, ApplicationEventPublisher events) {
		return new ConnectionAuthorizedClientManager(repository, registrations, others, refresher, refreshAhead,
				Clock.systemUTC(), events);
	}

	@Bean
	@ConditionalOnMissingBean
	AppTokens spotifyGatewayAppTokens(TokenEndpoint tokenEndpoint, ClientRegistrationRepository registrations,
			RefreshProperties properties) {
		return new AppTokens(tokenEndpoint, registrations, properties.pause(), Clock.systemUTC());
	}

	@Bean
	RefreshAhead spotifyGatewayRefreshAhead(ConnectionRepository repository, ClientRegistrationRepository registrations,
			ConnectionRefresher refresher, RefreshProperties properties) {
		return new RefreshAhead(repository, registrations, refresher, properties.ahead(), Clock.systemUTC());
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskScheduler spotifyGatewayConnectionUpkeepScheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadNamePrefix("spotify-upkeep-");
		return scheduler;
	}

	@Bean
	ConnectionUpkeep spotifyGatewayConnectionUpkeep(GatewayDatabase database, EndedGrants endedGrants,
			RefreshAhead refreshAhead, InvalidGrantBreaker breaker,
			@Qualifier("spotifyGatewayConnectionUpkeepScheduler") ThreadPoolTaskScheduler scheduler) {
		return new ConnectionUpkeep(scheduler, endedGrants, refreshAhead, breaker,
				new ReauthorizationReminders(database));
	}

	/**
	 * What needs Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class WebConfiguration {

		@Bean
		WebMvcConfigurer spotifyGatewayReauthorizeByHeader(Connections connections) {
			return new WebMvcConfigurer() {

				@Override
				public void addInterceptors(InterceptorRegistry registry) {
					registry.addInterceptor(new ReauthorizeByHeader(connections, Clock.systemUTC()))
						.addPathPatterns("/api/me/**");
				}

			};
		}

	}

	/**
	 * What needs Micrometer.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		ConnectionMetrics spotifyGatewayConnectionMetrics(Connections connections) {
			return new ConnectionMetrics(connections, Clock.systemUTC());
		}

	}

	/**
	 * What needs Spring Boot's health.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HealthIndicator.class)
	static class HealthConfiguration {

		@Bean
		GrantsHealthIndicator spotifyGatewayGrantsHealthIndicator(InvalidGrantBreaker breaker) {
			return new GrantsHealthIndicator(breaker);
		}

	}

}
