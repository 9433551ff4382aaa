package io.github.spotifygateway.faults;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The grants in the database that the nodes share.
 */
final class StoredGrants {

	private final JdbcClient database;

	StoredGrants(JdbcClient database) {
		this.database = database;
	}

	void delete() {
		this.database.sql("delete from connection").update();
	}

	/**
	 * Let all access tokens be over, by what the nodes know.
	 */
	void expire() {
		this.database
			.sql("update connection set access_issued_at = current_timestamp - interval '1' hour,"
					+ " access_expires_at = current_timestamp - interval '1' minute")
			.update();
	}

	/**
	 * How many of the grants that users gave are not there any more, or given up.
	 */
	int lost(int given) {
		return given - this.database.sql("select count(*) from connection where state = 'CONNECTED'")
			.query(Integer.class)
			.single();
	}

	/**
	 * How often tokens have been saved.
	 */
	long saves() {
		return this.database.sql("select sum(version) from connection").query(Long.class).single();
	}

}
