package io.github.spotifygateway.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The gateway's tables in the application's {@link DataSource}. Whoever holds one may
 * rely on the tables being there: the server migrates them before it uses them, a command
 * takes those it finds. The history of the migration is a table of its own, apart from a
 * host application's.
 */
public final class GatewayDatabase {

	private static final String MIGRATIONS = "classpath:io/github/spotifygateway/store";

	private static final String HISTORY = "spotify_gateway_schema_history";

	private final JdbcClient jdbcClient;

	private final TransactionTemplate transactions;

	private final @Nullable OwnChanges changes;

	private GatewayDatabase(DataSource dataSource, @Nullable OwnChanges changes) {
		this.jdbcClient = JdbcClient
			.create((changes != null) ? new NotingJdbcTemplate(dataSource, changes) : new JdbcTemplate(dataSource));
		this.changes = changes;
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
	}

	/**
	 * Bring the tables up to date, making them first if there are none.
	 * @param url {@code spring.datasource.url}, empty if there is none
	 */
	static GatewayDatabase migrate(DataSource dataSource, String url) {
		Optional<OwnChanges> changes;
		try (Connection connection = dataSource.getConnection()) {
			changes = OwnChanges.of(url, connection.getMetaData());
		}
		catch (SQLException | RuntimeException ex) {
			throw DatabaseFailure.toOpen(ex);
		}
		Flyway.configure(GatewayDatabase.class.getClassLoader())
			.dataSource(new MigrationDataSource(dataSource))
			.locations(MIGRATIONS)
			.table(HISTORY)
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.load()
			.migrate();
		return new GatewayDatabase(dataSource, changes.orElse(null));
	}

	/**
	 * Find the tables as a server left them. Makes and migrates nothing; a database that
	 * {@link ExistingDatabaseOnly} keeps from being made has none.
	 * @param dataSource the database
	 * @return the tables, if there are any
	 */
	public static Optional<GatewayDatabase> find(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection();
				ResultSet tables = connection.getMetaData()
					.getTables(connection.getCatalog(), connection.getSchema(), HISTORY, null)) {
			return tables.next() ? Optional.of(new GatewayDatabase(dataSource, null)) : Optional.empty();
		}
		catch (SQLException | RuntimeException ex) {
			if (DatabaseFailure.isNotThere(ex)) {
				return Optional.empty();
			}
			throw DatabaseFailure.toOpen(ex);
		}
	}

	/**
	 * Run SQL on the tables.
	 * @return the client
	 */
	public JdbcClient jdbc() {
		return this.jdbcClient;
	}

	/**
	 * Make a place to keep what is read from the tables.
	 * @param <K> the type of what is asked for
	 * @param <V> the type of what is found
	 * @return the place, empty
	 */
	public <K, V> KeptReadings<K, V> keptReadings() {
		return new KeptReadings<>(this.changes);
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
