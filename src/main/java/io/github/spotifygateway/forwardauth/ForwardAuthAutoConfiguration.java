package io.github.spotifygateway.forwardauth;

import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;
import io.github.spotifygateway.web.AcceptedCredentials;
import io.github.spotifygateway.web.ApiRequests;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;

/**
 * Brings {@code /auth/verify}.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.forward-auth.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ForwardAuthProperties.class)
public final class ForwardAuthAutoConfiguration {

	@Bean
	ForwardAuthController spotifyGatewayForwardAuthController(ForwardAuthProperties properties, PublicUrl publicUrl,
			OperationCatalogue catalogue, GrantedScopes grantedScopes,
			OAuth2AuthorizedClientManager authorizedClientManager, ObjectProvider<AcceptedCredentials> credentials,
			ApplicationEventPublisher events) {
		return new ForwardAuthController(new Verdict(properties.paths(), publicUrl, catalogue, grantedScopes),
				new HandedOutToken(properties, authorizedClientManager, events),
				new CallerKinds(credentials.orderedStream().toList(), properties.callers()), events);
	}

	/**
	 * Every way into the JSON API is a way in here.
	 */
	@Bean
	ApiRequests spotifyGatewayForwardAuthRequests() {
		return (request) -> request.getRequestURI().equals(request.getContextPath() + ForwardAuthController.PATH);
	}

	@Bean
	FilterRegistrationBean<VerdictFilter> spotifyGatewayVerdictFilter() {
		FilterRegistrationBean<VerdictFilter> registration = new FilterRegistrationBean<>(new VerdictFilter());
		registration.addUrlPatterns(ForwardAuthController.PATH);
		registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1);
		return registration;
	}

	@Bean
	@ConditionalOnProperty(name = "spotify-gateway.forward-auth.mode", havingValue = "redirect")
	BrowserRedirect spotifyGatewayBrowserRedirect(PublicUrl publicUrl) {
		return new BrowserRedirect(publicUrl);
	}

}
