package io.github.spotifygateway.upstream;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Brings the HTTP client that talks to Spotify.
 */
@AutoConfiguration
@EnableConfigurationProperties(UpstreamProperties.class)
public final class UpstreamAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	UpstreamHttpClient spotifyGatewayUpstreamHttpClient(UpstreamProperties properties) {
		return new UpstreamHttpClient(properties.upstream());
	}

	/**
	 * An application that says what becomes of cookies is left to it.
	 */
	@Bean
	@ConditionalOnProperty(name = "spring.http.clients.cookie-handling", havingValue = "disable", matchIfMissing = true)
	NoSharedCookies spotifyGatewayNoSharedCookies() {
		return new NoSharedCookies();
	}

}
