package io.github.spotifygateway.audit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The audit trail.
 *
 * @param enabled whether security events are logged and kept
 * @param retention time after which they are deleted
 */
@ConfigurationProperties("spotify-gateway.audit")
record AuditProperties(@DefaultValue("true") boolean enabled, @DefaultValue("90d") Duration retention) {

	AuditProperties {
		Assert.isTrue(retention.toSeconds() > 0, "spotify-gateway.audit.retention must be at least a second");
	}

}
