package io.github.spotifygateway.profile;

import java.time.Clock;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.LastKnown;
import io.github.spotifygateway.spotify.SpotifyApi;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;

/**
 * Brings {@code /api/me}, {@code /api/me/email} and {@code /api/me/connection}.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class ProfileAutoConfiguration {

	@Bean
	ProfileController profileController(SpotifyApi spotifyApi, Connections connections) {
		return new ProfileController(spotifyApi.client(ProfileClient.class), connections, new LastKnown<>(),
				Clock.systemUTC());
	}

	@Bean
	ConnectionController connectionController(Connections connections) {
		return new ConnectionController(connections);
	}

}
