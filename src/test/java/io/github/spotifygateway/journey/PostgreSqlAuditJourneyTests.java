package io.github.spotifygateway.journey;

import java.util.List;

import org.junit.jupiter.api.AfterAll;

/**
 * On a real PostgreSQL.
 */
class PostgreSqlAuditJourneyTests extends AbstractAuditJourneyTests {

	private final PostgreSql postgres = PostgreSql.start();

	@Override
	List<String> database() {
		return this.postgres.settings();
	}

	@AfterAll
	void stopDatabase() {
		this.postgres.close();
	}

}
