package io.github.spotifygateway.doctor;

import java.time.InstantSource;

import io.github.spotifygateway.connection.AppTokens;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.connection.TokenEndpoint;
import io.github.spotifygateway.keys.KeyRingSource;
import io.github.spotifygateway.spotify.AppObservations;
import io.github.spotifygateway.spotify.CoolDowns;
import io.github.spotifygateway.spotify.SpotifyAutoConfiguration;
import io.github.spotifygateway.web.ApiRequests;
import io.github.spotifygateway.web.PublicUrl;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Brings {@code /api/diagnostics}, the advice at the start, and the health of the Spotify
 * app.
 */
@AutoConfiguration(after = SpotifyAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "spotify-gateway.doctor.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DoctorProperties.class)
public final class DoctorAutoConfiguration {

	@Bean
	ApiRequests spotifyGatewayDoctorApi() {
		return ApiRequests.to("/api/diagnostics");
	}

	@Bean
	Doctor spotifyGatewayDoctor(AppObservations observations, Connections connections, AppTokens appTokens,
			TokenEndpoint tokenEndpoint, CoolDowns coolDowns, PublicUrl publicUrl, KeyRingSource keyRingSource) {
		InstantSource clock = InstantSource.system();
		AppChecks appChecks = new AppChecks(new ClientCredentials(appTokens, tokenEndpoint, clock), coolDowns, clock);
		return new Doctor(observations, connections, appChecks,
				new GatewayChecks(publicUrl, keyRingSource, connections), clock);
	}

	@Bean
	DiagnosticsController spotifyGatewayDiagnosticsController(Doctor doctor) {
		return new DiagnosticsController(doctor);
	}

	@Bean
	StartupCheck spotifyGatewayStartupCheck(Doctor doctor, DoctorProperties properties) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("spotify-doctor-");
		executor.setDaemon(true);
		return new StartupCheck(doctor, properties, executor);
	}

	/**
	 * What needs Spring Boot's health.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HealthIndicator.class)
	static class HealthConfiguration {

		@Bean
		SpotifyHealthIndicator spotifyGatewayHealthIndicator(Doctor doctor) {
			return new SpotifyHealthIndicator(doctor);
		}

	}

}
