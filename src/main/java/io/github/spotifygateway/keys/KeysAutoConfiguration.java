package io.github.spotifygateway.keys;

import java.util.List;

import io.github.spotifygateway.startup.StartupFailure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.CollectionUtils;

/**
 * Brings the {@link KeyRing}, from configuration or from a file.
 */
@AutoConfiguration
@EnableConfigurationProperties(KeyProperties.class)
public final class KeysAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	KeyRing keyRing(KeyProperties properties) {
		if (CollectionUtils.isEmpty(properties.ring())) {
			return read(new KeyFile(properties.file()).entries(), "the key file " + properties.file());
		}
		return read(properties.ring(), "spotify-gateway.keys.ring");
	}

	private static KeyRing read(List<String> entries, String source) {
		try {
			return new KeyRing(entries.stream().map(EncryptionKey::parse).toList());
		}
		catch (IllegalArgumentException ex) {
			throw new StartupFailure("The key ring in " + source + " cannot be used: " + ex.getMessage() + ".",
					"Write each key as id:base64, with 32 bytes from: openssl rand -base64 32");
		}
	}

}
