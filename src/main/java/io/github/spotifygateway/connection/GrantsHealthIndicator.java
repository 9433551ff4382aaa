package io.github.spotifygateway.connection;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;

/**
 * Says whether Spotify is believed when it calls a grant invalid. The gateway goes on
 * working either way, so this is nothing to restart a node for.
 */
final class GrantsHealthIndicator implements HealthIndicator {

	private static final Status DEGRADED = new Status("DEGRADED",
			"Spotify calls many grants invalid at once; none is given up while that lasts");

	private final InvalidGrantBreaker breaker;

	GrantsHealthIndicator(InvalidGrantBreaker breaker) {
		this.breaker = breaker;
	}

	@Override
	public Health health() {
		try {
			return this.breaker.isOpen() ? Health.status(DEGRADED).build() : Health.up().build();
		}
		catch (DataAccessException ex) {
			return Health.unknown().build();
		}
	}

}
