package io.github.spotifygateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections for migrations, which may take longer than any request. The pool puts its
 * own limit back when it gets them again.
 */
final class MigrationDataSource extends DelegatingDataSource {

	private static final int NO_LIMIT = 0;

	MigrationDataSource(DataSource dataSource) {
		super(dataSource);
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		try {
			connection.setNetworkTimeout(Runnable::run, NO_LIMIT);
		}
		catch (SQLFeatureNotSupportedException ex) {
			// then there is no limit to lift
		}
		return connection;
	}

}
