package io.github.spotifygateway.connection;

import java.time.Clock;

import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.StoreAutoConfiguration;
import io.github.spotifygateway.upstream.UpstreamAutoConfiguration;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import io.github.spotifygateway.upstream.UpstreamProperties;
import io.github.spotifygateway.web.PublicUrl;
import io.github.spotifygateway.web.WebAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
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
	InMemoryClientRegistrationRepository clientRegistrationRepository(Environment environment, PublicUrl publicUrl,
			UpstreamProperties upstream) {
		// bound here because Boot's own bean refuses an empty client id without a remedy
		OAuth2ClientProperties properties = Binder.get(environment)
			.bindOrCreate("spring.security.oauth2.client", OAuth2ClientProperties.class);
		return new SpotifyClientRegistrations(publicUrl, upstream).create(properties);
	}

	@Bean
	ConnectionRepository connectionRepository(GatewayDatabase database, KeyRing keyRing) {
		new StoredKeysCheck(new StoredKeys(database), keyRing).check();
		return new ConnectionRepository(database, keyRing);
	}

	@Bean
	@ConditionalOnMissingBean
	Connections connections(ConnectionRepository repository) {
		return new Connections(repository);
	}

	@Bean
	@ConditionalOnMissingBean
	TokenEndpoint tokenEndpoint(UpstreamHttpClient httpClient, RefreshProperties properties) {
		return new TokenEndpoint(httpClient, properties);
	}

	@Bean
	@ConditionalOnMissingBean(OAuth2AuthorizedClientService.class)
	ConnectionAuthorizedClientService connectionAuthorizedClientService(ConnectionRepository repository,
			ClientRegistrationRepository registrations) {
		return new ConnectionAuthorizedClientService(repository, registrations, Clock.systemUTC());
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor connectionRefreshExecutor(RefreshProperties properties) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("spotify-refresh-");
		executor.setCorePoolSize(properties.maxInFlight());
		executor.setAllowCoreThreadTimeOut(true);
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationMillis(properties.deadline().toMillis());
		return executor;
	}

	@Bean
	EndedGrants endedGrants(GatewayDatabase database) {
		return new EndedGrants(database);
	}

	@Bean
	InvalidGrantBreaker invalidGrantBreaker(EndedGrants endedGrants) {
		return new InvalidGrantBreaker(endedGrants);
	}

	@Bean
	ConnectionRefresher connectionRefresher(ConnectionRepository repository, GatewayDatabase database,
			TokenEndpoint tokenEndpoint, EndedGrants endedGrants, InvalidGrantBreaker breaker,
			RefreshProperties properties, @Qualifier("connectionRefreshExecutor") ThreadPoolTaskExecutor executor) {
		return new ConnectionRefresher(repository, new RefreshLease(database, properties), tokenEndpoint, endedGrants,
				breaker, properties, Clock.systemUTC(), executor);
	}

	@Bean
	@ConditionalOnMissingBean(OAuth2AuthorizedClientManager.class)
	ConnectionAuthorizedClientManager connectionAuthorizedClientManager(ConnectionRepository repository,
			ClientRegistrationRepository registrations, ConnectionRefresher refresher, RefreshAhead refreshAhead) {
		return new ConnectionAuthorizedClientManager(repository, registrations, refresher, refreshAhead,
				Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	AppTokens appTokens(TokenEndpoint tokenEndpoint, ClientRegistrationRepository registrations,
			RefreshProperties properties) {
		return new AppTokens(tokenEndpoint, registrations, properties.pause(), Clock.systemUTC());
	}

	@Bean
	RefreshAhead refreshAhead(ConnectionRepository repository, ClientRegistrationRepository registrations,
			ConnectionRefresher refresher, RefreshProperties properties) {
		return new RefreshAhead(repository, registrations, refresher, properties.ahead(), Clock.systemUTC());
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskScheduler connectionUpkeepScheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadNamePrefix("spotify-upkeep-");
		return scheduler;
	}

	@Bean
	ConnectionUpkeep connectionUpkeep(GatewayDatabase database, EndedGrants endedGrants, RefreshAhead refreshAhead,
			InvalidGrantBreaker breaker, @Qualifier("connectionUpkeepScheduler") ThreadPoolTaskScheduler scheduler) {
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
		WebMvcConfigurer reauthorizeByHeader(Connections connections) {
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
		ConnectionMetrics connectionMetrics(Connections connections) {
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
		GrantsHealthIndicator spotifyGrantsHealthIndicator(InvalidGrantBreaker breaker) {
			return new GrantsHealthIndicator(breaker);
		}

	}

}
