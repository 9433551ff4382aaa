package io.github.spotifygateway.journey;

import java.io.IOException;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;

/**
 * On a real PostgreSQL.
 */
class PostgreSqlRefreshJourneyTests extends AbstractRefreshJourneyTests {

	private final EmbeddedPostgres postgres = start();

	@Override
	List<String> database() {
		return List.of("spring.datasource.url=" + this.postgres.getJdbcUrl("postgres", "postgres"),
				"spring.datasource.username=postgres");
	}

	@AfterAll
	void stopDatabase() throws IOException {
		this.postgres.close();
	}

	private static EmbeddedPostgres start() {
		try {
			return EmbeddedPostgres.start();
		}
		catch (IOException ex) {
			throw new IllegalStateException("PostgreSQL does not start", ex);
		}
	}

}
