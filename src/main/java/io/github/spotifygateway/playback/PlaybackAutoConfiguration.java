package io.github.spotifygateway.playback;

import java.time.Clock;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.LastKnown;
import io.github.spotifygateway.spotify.SpotifyApi;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;

/**
 * Brings {@code /api/me/now-playing}.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class PlaybackAutoConfiguration {

	@Bean
	NowPlayingController nowPlayingController(SpotifyApi spotifyApi, GrantedScopes grantedScopes,
			Connections connections) {
		return new NowPlayingController(spotifyApi.client(PlayerClient.class), grantedScopes,
				new LastKnown<>(connections), Clock.systemUTC());
	}

}
