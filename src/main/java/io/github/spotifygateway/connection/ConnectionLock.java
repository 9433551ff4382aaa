package io.github.spotifygateway.connection;

import java.util.function.BooleanSupplier;

import io.github.spotifygateway.store.GatewayDatabase;

/**
 * The lock of a connection's row, for what hangs on the connection.
 */
public final class ConnectionLock {

	private ConnectionLock() {
	}

	/**
	 * Change what hangs on a connection while nobody else does, on whichever node. All
	 * that is done takes effect, or none of it if it fails.
	 * @param database the database
	 * @param connectionId the connection
	 * @param change makes the change
	 * @return what the change returns
	 */
	public static boolean changeAlone(GatewayDatabase database, String connectionId, BooleanSupplier change) {
		return database.inTransaction(() -> {
			// first of all, because whoever deletes the connection locks it first too
			database.jdbc()
				.sql("select id from connection where id = ? for update")
				.param(connectionId)
				.query(String.class)
				.optional();
			return change.getAsBoolean();
		});
	}

}
