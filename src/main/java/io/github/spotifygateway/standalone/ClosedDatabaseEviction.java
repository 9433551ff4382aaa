package io.github.spotifygateway.standalone;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Lets go of connections to an H2 database that closed itself because it could not write:
 * they call themselves valid, and only a new one opens the database again.
 */
public final class ClosedDatabaseEviction implements SQLExceptionOverride {

	private static final int DATABASE_IS_CLOSED = 90098;

	@java.lang.Override
	public Override adjudicate(SQLException ex) {
		return (ex.getErrorCode() == DATABASE_IS_CLOSED) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
	}

}
