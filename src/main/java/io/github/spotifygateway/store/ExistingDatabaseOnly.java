package io.github.spotifygateway.store;

import java.util.Locale;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps H2 from making a database that is not there.
 */
public final class ExistingDatabaseOnly implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String URL = "spring.datasource.url";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		String url = environment.getProperty(URL, "");
		if (url.startsWith("jdbc:h2:") && !url.toUpperCase(Locale.ROOT).contains(";IFEXISTS=")) {
			environment.getPropertySources()
				.addFirst(new MapPropertySource("existing-database-only", Map.of(URL, url + ";IFEXISTS=TRUE")));
		}
	}

}
