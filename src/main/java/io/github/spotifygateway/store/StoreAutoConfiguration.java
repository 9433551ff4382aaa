package io.github.spotifygateway.store;

import javax.sql.DataSource;

import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.KeysAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Brings the {@link GatewayDatabase} in the application's {@link DataSource}.
 */
@AutoConfiguration(after = { DataSourceAutoConfiguration.class, KeysAutoConfiguration.class })
public final class StoreAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GatewayDatabase gatewayDatabase(DataSource dataSource, KeyRing keyRing) {
		// the ring comes first: it makes the data directory, for its owner only
		return new GatewayDatabase(dataSource);
	}

}
