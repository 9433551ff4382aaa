package io.github.spotifygateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * Instants as the tables keep them: {@code timestamp with time zone}, in UTC.
 */
public final class Timestamps {

	private Timestamps() {
	}

	/**
	 * The value of a statement's parameter.
	 * @param instant the instant
	 * @return what JDBC takes for it
	 */
	public static OffsetDateTime of(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	/**
	 * Read a column that is never {@code null}.
	 * @param row the row
	 * @param column the column's name
	 * @return the instant
	 * @throws SQLException if the row has no such column
	 */
	public static Instant read(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	/**
	 * Read a column that may be {@code null}.
	 * @param row the row
	 * @param column the column's name
	 * @return the instant, if there is one
	 * @throws SQLException if the row has no such column
	 */
	public static @Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
