package io.github.spotifygateway.connection;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says in the log 30, 7 and 1 days before Spotify ends a grant that it will: once each,
 * on whichever node looks first.
 */
final class ReauthorizationReminders {

	private static final Log logger = LogFactory.getLog(ReauthorizationReminders.class);

	// the shortest first, so that one that is due soon is announced once
	private static final List<Integer> DAYS = List.of(1, 7, 30);

	private final ConnectionRepository repository;

	ReauthorizationReminders(ConnectionRepository repository) {
		this.repository = repository;
	}

	void announce() {
		DAYS.forEach((days) -> this.repository.findUnannounced(days)
			.stream()
			.filter((connection) -> this.repository.markAnnounced(connection, days))
			.forEach((connection) -> announce(connection, days)));
	}

	private static void announce(Connection connection, int days) {
		logger.warn("Spotify ends the grant of connection " + connection.id() + " at " + connection.reauthorizeBy()
				+ ", within " + days + ((days == 1) ? " day" : " days") + "; its user must sign in again before");
	}

}
