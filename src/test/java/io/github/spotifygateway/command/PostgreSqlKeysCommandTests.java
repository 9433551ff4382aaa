package io.github.spotifygateway.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a real PostgreSQL.
 */
class PostgreSqlKeysCommandTests extends AbstractKeysCommandTests {

	private static final EmbeddedPostgres postgres = start();

	private static final AtomicInteger DATABASES = new AtomicInteger();

	@Override
	List<String> emptyDatabase(Path directory) {
		String name = "keys" + DATABASES.incrementAndGet();
		JdbcClient.create(postgres.getPostgresDatabase()).sql("create database " + name).update();
		return List.of("spring.datasource.url=" + postgres.getJdbcUrl("postgres", name),
				"spring.datasource.username=postgres");
	}

	@Override
	void assertNothingWasMade() {
		assertThat(jdbc().sql("select count(*) from pg_tables where schemaname = 'public'").query(Long.class).single())
			.isZero();
	}

	@AfterAll
	static void stopDatabase() throws IOException {
		postgres.close();
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
