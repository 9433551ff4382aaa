package io.github.spotifygateway.embedding;

import java.util.stream.Collectors;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/**
 * An application on whose class path the plain jar is.
 */
final class Embedded {

	static final String PACKAGE = "io.github.spotifygateway.";

	private Embedded() {
	}

	/**
	 * What runs an application with everything its class path brings by itself.
	 */
	static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues(settings());
	}

	/**
	 * What runs the same application without the gateway.
	 */
	static WebApplicationContextRunner runnerWithout() {
		return runner()
			.withPropertyValues("spring.autoconfigure.exclude=" + ImportCandidates.load(AutoConfiguration.class, null)
				.getCandidates()
				.stream()
				.filter((name) -> name.startsWith(PACKAGE))
				.collect(Collectors.joining(",")));
	}

	private static String[] settings() {
		return new String[] { "spotify-gateway.keys.ring=test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
				"spotify-gateway.doctor.check-at-start=false",
				"spring.security.oauth2.client.registration.spotify.client-id=id",
				"spring.security.oauth2.client.registration.spotify.client-secret=secret",
				"spring.security.oauth2.client.registration.spotify.authorization-grant-type=authorization_code",
				"spring.security.oauth2.client.registration.spotify.redirect-uri={baseUrl}/spotify",
				"spring.security.oauth2.client.registration.spotify.provider=spotify",
				"spring.security.oauth2.client.provider.spotify.authorization-uri=https://accounts.example/authorize",
				"spring.security.oauth2.client.provider.spotify.token-uri=https://accounts.example/token",
				"spring.datasource.generate-unique-name=true" };
	}

	/**
	 * An application that has nothing of its own.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
