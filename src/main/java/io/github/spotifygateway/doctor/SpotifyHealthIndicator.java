package io.github.spotifygateway.doctor;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;

/**
 * Says whether Spotify refuses the app as a whole, by what is known: Spotify is not
 * asked. No node gets well by a restart or serves better than the others, so this takes
 * none out of service.
 */
final class SpotifyHealthIndicator implements HealthIndicator {

	private static final Status DEGRADED = new Status("DEGRADED",
			"Spotify refuses calls of this app; /api/diagnostics says why");

	private final Doctor doctor;

	SpotifyHealthIndicator(Doctor doctor) {
		this.doctor = doctor;
	}

	@Override
	public Health health() {
		try {
			return this.doctor.isAppFailing() ? Health.status(DEGRADED).build() : Health.up().build();
		}
		catch (DataAccessException ex) {
			return Health.unknown().build();
		}
	}

}
