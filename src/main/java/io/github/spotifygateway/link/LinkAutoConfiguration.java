package io.github.spotifygateway.link;

import java.time.Clock;

import io.github.spotifygateway.connection.ConnectionAutoConfiguration;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * Brings the links of a company's users. Without an issuer there are no such users, and
 * so nobody gets one.
 */
@AutoConfiguration(after = ConnectionAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class LinkAutoConfiguration {

	@Bean
	Links spotifyGatewayLinks(KeyRing keyRing, GatewayDatabase database, PublicUrl publicUrl,
			OAuth2AuthorizedClientService authorizedClientService, ClientRegistrationRepository registrations,
			ApplicationEventPublisher events) {
		return new Links(keyRing, new LinkRepository(database), publicUrl,
				new LinkedGrants(authorizedClientService, registrations), events, Clock.systemUTC());
	}

}
