package io.github.spotifygateway.command;

import javax.sql.DataSource;

import io.github.spotifygateway.audit.AuditRepository;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.web.SecurityEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationContext;

/**
 * Tells the audit trail what was done to the keys, and by which user of the machine. The
 * keys are more important: what was done stays done when the audit trail is away.
 */
final class AuditedKeys {

	private static final Log logger = LogFactory.getLog(AuditedKeys.class);

	private final ApplicationContext context;

	AuditedKeys(ApplicationContext context) {
		this.context = context;
	}

	void tell(SecurityEvent event) {
		if (!this.context.getEnvironment().getProperty("spotify-gateway.audit.enabled", Boolean.class, true)) {
			return;
		}
		SecurityEvent complete = event.by(System.getProperty("user.name"));
		try {
			GatewayDatabase.find(this.context.getBean(DataSource.class))
				.map(AuditRepository::new)
				.ifPresent((trail) -> trail.insert(complete));
		}
		catch (RuntimeException ex) {
			logger.warn("The audit trail could not be told [" + ex.getClass().getSimpleName() + "]: " + complete);
		}
	}

}
