package io.github.spotifygateway.connection;

import java.util.List;

import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.Timestamps;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says in the log 30, 7 and 1 days before Spotify ends a grant that it will: once each,
 * on whichever node looks first.
 */
final class ReauthorizationReminders {

	private static final Log logger = LogFactory.getLog(ReauthorizationReminders.class);

	// the shortest first, so that one that is due soon is announced once
	private static final List<Integer> DAYS = List.of(1, 7, 30);

	private final JdbcClient jdbc;

	ReauthorizationReminders(GatewayDatabase database) {
		this.jdbc = database.jdbc();
	}

	void announce() {
		DAYS.forEach((days) -> findUnannounced(days).stream()
			.filter((connection) -> markAnnounced(connection, days))
			.forEach((connection) -> announce(connection, days)));
	}

	private static void announce(Connection connection, int days) {
		logger.warn("Spotify ends the grant of connection " + connection.id() + " at " + connection.reauthorizeBy()
				+ ", within " + days + ((days == 1) ? " day" : " days") + "; its user must sign in again before");
	}

	/**
	 * Find grants that Spotify ends within some days and of which that has not been said
	 * yet.
	 */
	List<Connection> findUnannounced(int days) {
		return this.jdbc.sql("""
				select %s from connection c
				where state = 'CONNECTED' and (announced_days is null or announced_days > :days)
				    and reauthorize_by < current_timestamp + cast(:days as integer) * interval '1' day
				order by reauthorize_by""".formatted(ConnectionRow.COLUMNS))
			.param("days", days)
			.query((row, index) -> ConnectionRow.read(row).connection())
			.list();
	}

	/**
	 * Remember that it was said.
	 * @return {@code false} if another node was faster, or the grant was renewed
	 */
	boolean markAnnounced(Connection connection, int days) {
		return this.jdbc.sql("""
				update connection set announced_days = :days
				where id = :id and reauthorize_by = :reauthorizeBy
				    and (announced_days is null or announced_days > :days)""")
			.param("days", days)
			.param("id", connection.id())
			.param("reauthorizeBy", Timestamps.of(connection.reauthorizeBy()))
			.update() == 1;
	}

}
