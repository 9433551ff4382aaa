package io.github.spotifygateway.standalone;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Tells a pool that is busy from one whose database is away: many calls at once wait for
 * their turn as long as anybody gets a connection. The time after which callers are told
 * is waited for in parts, of which a process that was paused has missed one at most.
 */
final class PatientDataSource extends DelegatingDataSource {

	private static final int PARTS = 5;

	private static final long SHORTEST_PART = 250;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final AtomicLong handedOut = new AtomicLong();

	PatientDataSource(HikariDataSource pool) {
		super(pool);
		pool.setConnectionTimeout(Math.max(SHORTEST_PART, pool.getConnectionTimeout() / PARTS));
	}

	@Override
	public Connection getConnection() throws SQLException {
		long start = System.nanoTime();
		long before = this.handedOut.get();
		int partsWithout = 0;
		while (true) {
			try {
				Connection connection = super.getConnection();
				this.handedOut.incrementAndGet();
				return connection;
			}
			catch (SQLTransientConnectionException ex) {
				long now = this.handedOut.get();
				partsWithout = (now == before) ? partsWithout + 1 : 0;
				before = now;
				if (partsWithout == PARTS || System.nanoTime() - start > PATIENCE.toNanos()) {
					throw ex;
				}
			}
		}
	}

}
