package io.github.spotifygateway.profile;

import java.time.Clock;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.link.ConditionalOnCompanyIssuer;
import io.github.spotifygateway.link.Links;
import io.github.spotifygateway.spotify.LastKnown;
import io.github.spotifygateway.spotify.SpotifyApi;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;

import io.github.spotifygateway.web.ApiRequests;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;

/**
 * Brings {@code /api/me}, {@code /api/me/email} and {@code /api/me/connection}.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.profile.enabled", matchIfMissing = true)
public final class ProfileAutoConfiguration {

	@Bean
	ApiRequests spotifyGatewayProfileApi() {
		return ApiRequests.to("/api/me", "/api/me/email", "/api/me/connection");
	}

	@Bean
	ProfileController spotifyGatewayProfileController(SpotifyApi spotifyApi, Connections connections) {
		return new ProfileController(spotifyApi.client(ProfileClient.class), connections, new LastKnown<>(),
				Clock.systemUTC());
	}

	@Bean
	ConnectionController spotifyGatewayConnectionController(Connections connections, Links links) {
		return new ConnectionController(connections, links);
	}

	@Bean
	@ConditionalOnCompanyIssuer
	LinkCodeController spotifyGatewayLinkCodeController(Connections connections, Links links) {
		return new LinkCodeController(connections, links);
	}

}
