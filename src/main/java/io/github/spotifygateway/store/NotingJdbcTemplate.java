package io.github.spotifygateway.store;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;

/**
 * Takes note of each change it makes, also of one that it cannot tell whether it was
 * made.
 */
final class NotingJdbcTemplate extends JdbcTemplate {

	private final OwnChanges changes;

	NotingJdbcTemplate(DataSource dataSource, OwnChanges changes) {
		super(dataSource);
		this.changes = changes;
	}

	/**
	 * What a {@link org.springframework.jdbc.core.simple.JdbcClient} makes of all its
	 * updates.
	 */
	@Override
	public int update(PreparedStatementCreator statement) {
		try {
			return super.update(statement);
		}
		finally {
			this.changes.note();
		}
	}

}
