package io.github.spotifygateway.store;

import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The gateway's tables in the application's {@link DataSource}. Whoever holds one may
 * rely on every table being there: it migrates them before it can be used. The history of
 * the migration is a table of its own, apart from a host application's.
 */
public final class GatewayDatabase {

	private static final String MIGRATIONS = "classpath:io/github/spotifygateway/store";

	private static final String HISTORY = "spotify_gateway_schema_history";

	private final JdbcClient jdbcClient;

	private final TransactionTemplate transactions;

	GatewayDatabase(DataSource dataSource) {
		Flyway.configure(getClass().getClassLoader())
			.dataSource(dataSource)
			.locations(MIGRATIONS)
			.table(HISTORY)
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.load()
			.migrate();
		this.jdbcClient = JdbcClient.create(dataSource);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
	}

	/**
	 * Run SQL on the tables.
	 * @return the client
	 */
	public JdbcClient jdbc() {
		return this.jdbcClient;
	}

	/**
	 * Run several statements as one: all of them take effect or none.
	 * @param work the statements
	 * @return what the work returns
	 */
	public boolean inTransaction(BooleanSupplier work) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> work.getAsBoolean()));
	}

}
