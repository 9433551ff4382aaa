package io.github.spotifygateway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.github.spotifygateway.journey.Gateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A real PostgreSQL that nodes share.
 */
final class PostgreSql implements AutoCloseable {

	private final EmbeddedPostgres postgres;

	private PostgreSql(EmbeddedPostgres postgres) {
		this.postgres = postgres;
	}

	static PostgreSql start() {
		try {
			return new PostgreSql(EmbeddedPostgres.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What nodes that share it have in common.
	 */
	List<String> settings() {
		return List.of("spring.datasource.url=" + this.postgres.getJdbcUrl("postgres", "postgres"),
				"spring.datasource.username=postgres", "spotify-gateway.keys.ring=" + Gateway.KEY);
	}

	StoredGrants grants() {
		return new StoredGrants(JdbcClient.create(this.postgres.getPostgresDatabase()));
	}

	@Override
	public void close() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
