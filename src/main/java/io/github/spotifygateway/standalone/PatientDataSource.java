package io.github.spotifygateway.standalone;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Tells a pool that is busy from one whose database is away. Many calls at once wait for
 * their turn as long as connections are handed out; nobody waits longer than the pool
 * says when none has been for a second, in which a database that has stopped answering
 * loses its connections.
 */
final class PatientDataSource extends DelegatingDataSource {

	private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final AtomicLong lastHandedOut = new AtomicLong(System.nanoTime());

	PatientDataSource(DataSource pool) {
		super(pool);
	}

	@Override
	public Connection getConnection() throws SQLException {
		long start = System.nanoTime();
		while (true) {
			try {
				Connection connection = super.getConnection();
				this.lastHandedOut.set(System.nanoTime());
				return connection;
			}
			catch (SQLTransientConnectionException ex) {
				if (isOver(SIGN_OF_LIFE, this.lastHandedOut.get()) || isOver(PATIENCE, start)) {
					throw ex;
				}
			}
		}
	}

	private static boolean isOver(Duration time, long since) {
		return System.nanoTime() - since > time.toNanos();
	}

}
