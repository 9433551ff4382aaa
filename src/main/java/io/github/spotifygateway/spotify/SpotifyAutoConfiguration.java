package io.github.spotifygateway.spotify;

import io.github.spotifygateway.connection.ConnectionAutoConfiguration;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.upstream.UpstreamHttpClient;
import io.github.spotifygateway.upstream.UpstreamProperties;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;

/**
 * Brings the way to Spotify's Web API.
 */
@AutoConfiguration(after = ConnectionAutoConfiguration.class)
public final class SpotifyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SpotifyApi spotifyApi(UpstreamHttpClient httpClient, UpstreamProperties properties,
			OAuth2AuthorizedClientManager authorizedClientManager) {
		return new SpotifyApi(httpClient, properties.apiUrl(), authorizedClientManager);
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

}
