package io.github.spotifygateway.keys;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Brings the {@link KeyRing}, from configuration or from a file.
 */
@AutoConfiguration
@EnableConfigurationProperties(KeyProperties.class)
public final class KeysAutoConfiguration {

	@Bean
	KeyRingSource spotifyGatewayKeyRingSource(KeyProperties properties) {
		return new KeyRingSource(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	KeyRing spotifyGatewayKeyRing(KeyRingSource source) {
		return source.read();
	}

}
