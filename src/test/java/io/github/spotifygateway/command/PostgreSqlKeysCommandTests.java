package io.github.spotifygateway.command;

import java.nio.file.Path;
import java.util.List;

import io.github.spotifygateway.journey.PostgreSql;
import org.junit.jupiter.api.AfterAll;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a real PostgreSQL.
 */
class PostgreSqlKeysCommandTests extends AbstractKeysCommandTests {

	private static final PostgreSql postgres = PostgreSql.start();

	@Override
	List<String> emptyDatabase(Path directory) {
		return postgres.newDatabase();
	}

	@Override
	void assertNothingWasMade() {
		assertThat(jdbc().sql("select count(*) from pg_tables where schemaname = 'public'").query(Long.class).single())
			.isZero();
	}

	@AfterAll
	static void stopDatabase() {
		postgres.close();
	}

}
