package io.github.spotifygateway.spotify;

import java.time.InstantSource;
import java.util.List;

import io.github.spotifygateway.connection.AppTokens;
import io.github.spotifygateway.connection.ConnectionAutoConfiguration;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import io.github.spotifygateway.upstream.UpstreamProperties;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
		ClientRegistration spotify = registrations.findByRegistrationId(Connections.REGISTRATION_ID);
		Assert.notNull(spotify, "client registration [spotify] must be configured");
		return new CoolDowns(database, spotify.getClientId(), InstantSource.system());
	}

	@Bean
	@ConditionalOnMissingBean
	CallerLimit callerLimit(CallerLimitProperties properties) {
		return new CallerLimit(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	SpotifyApi spotifyApi(UpstreamHttpClient httpClient, UpstreamProperties properties, OperationCatalogue catalogue,
			CoolDowns coolDowns, CallerLimit callerLimit, OAuth2AuthorizedClientManager authorizedClientManager,
			AppTokens appTokens) {
		CoolDownInterceptor coolDown = new CoolDownInterceptor(catalogue, coolDowns);
		return new SpotifyApi(httpClient, properties.apiUrl(), coolDown,
				List.of(new CoalescingInterceptor(), coolDown, new CallerLimitInterceptor(callerLimit),
						new RetryInterceptor(),
						new AccessTokenInterceptor(authorizedClientManager, appTokens, catalogue)));
	}

	@Bean
	@ConditionalOnMissingBean
	GrantedScopes grantedScopes(Connections connections) {
		return new GrantedScopes(connections);
	}

	@Bean
	SpotifyProblems spotifyProblems(PublicUrl publicUrl) {
		return new SpotifyProblems(publicUrl);
	}

	@Bean
	@ConditionalOnWebApplication(type = Type.SERVLET)
	RateLimitHeaders rateLimitHeaders(CallerLimit callerLimit) {
		return new RateLimitHeaders(callerLimit);
	}

}
