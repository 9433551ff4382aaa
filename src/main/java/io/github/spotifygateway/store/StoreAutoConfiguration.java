package io.github.spotifygateway.store;

import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Brings the {@link GatewayDatabase} in the application's {@link DataSource}.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
public final class StoreAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GatewayDatabase spotifyGatewayDatabase(DataSource dataSource, Environment environment) {
		String url = environment.getProperty("spring.datasource.url", "");
		Optional<H2File> h2File = H2File.of(url);
		h2File.ifPresent(H2File::createDirectory);
		GatewayDatabase database = GatewayDatabase.migrate(dataSource, url);
		h2File.ifPresent(H2File::restrict);
		return database;
	}

}
