package io.github.spotifygateway.audit;

import java.time.InstantSource;

import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.StoreAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Brings the audit trail.
 */
@AutoConfiguration(after = StoreAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "spotify-gateway.audit.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AuditProperties.class)
public final class AuditAutoConfiguration {

	@Bean
	AuditRepository spotifyGatewayAuditRepository(GatewayDatabase database) {
		return new AuditRepository(database);
	}

	@Bean
	AuditWriter spotifyGatewayAuditWriter(AuditRepository repository) {
		return new AuditWriter(repository);
	}

	@Bean
	AuditTrail spotifyGatewayAuditTrail(AuditWriter writer) {
		return new AuditTrail(writer, InstantSource.system());
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskScheduler spotifyGatewayAuditScheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadNamePrefix("spotify-audit-");
		return scheduler;
	}

	@Bean
	AuditUpkeep spotifyGatewayAuditUpkeep(AuditTrail trail, AuditWriter writer, AuditRepository repository,
			AuditProperties properties, @Qualifier("spotifyGatewayAuditScheduler") ThreadPoolTaskScheduler scheduler) {
		return new AuditUpkeep(trail, writer, repository, properties.retention(), scheduler);
	}

	/**
	 * What needs Micrometer.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		AuditMetrics spotifyGatewayAuditMetrics(AuditWriter writer) {
			return new AuditMetrics(writer);
		}

	}

}
