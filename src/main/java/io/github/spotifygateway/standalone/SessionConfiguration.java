package io.github.spotifygateway.standalone;

import io.github.spotifygateway.store.GatewayDatabase;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Primary;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * What stands between Spring Session's filter and its repository.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	@Bean
	@Primary
	@ConditionalOnBean(JdbcIndexedSessionRepository.class)
	SparingSessionRepository<?> sparingSessions(JdbcIndexedSessionRepository sessions, GatewayDatabase database) {
		return new SparingSessionRepository<>(sessions, database.keptReadings());
	}

	/**
	 * Brings it after auto-configuration, which makes no repository where there is one.
	 */
	static final class AfterAutoConfiguration implements DeferredImportSelector {

		@Override
		public String[] selectImports(AnnotationMetadata importingClass) {
			return new String[] { SessionConfiguration.class.getName() };
		}

	}

}
