package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL that can go away, stop answering, and come back.
 */
public final class PostgreSql implements AutoCloseable {

	private static final String DATABASE = "postgres";

	private final Path directory;

	private EmbeddedPostgres server;

	private final AtomicInteger databases = new AtomicInteger();

	private PostgreSql(Path directory, EmbeddedPostgres server) {
		this.directory = directory;
		this.server = server;
	}

	/**
	 * Start one.
	 */
	public static PostgreSql start() {
		try {
			Path directory = Files.createTempDirectory("postgresql");
			return new PostgreSql(directory, start(directory, 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What a gateway needs to use it.
	 */
	public List<String> settings() {
		return settings(DATABASE);
	}

	/**
	 * What a gateway needs to use a further database of it.
	 */
	public List<String> newDatabase() {
		String name = "database" + this.databases.incrementAndGet();
		database().sql("create database " + name).update();
		return settings(name);
	}

	/**
	 * The database of {@link #settings()}, to look at what is kept.
	 */
	public JdbcClient database() {
		return JdbcClient.create(this.server.getPostgresDatabase());
	}

	void stop() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void startAgain() {
		this.server = start(this.directory, this.server.getPort());
	}

	/**
	 * Let it keep its connections and answer nothing.
	 */
	void freeze() {
		ProcessHandle postmaster = postmaster();
		// first the one that would start others
		signal("-STOP", Stream.of(postmaster));
		signal("-STOP", postmaster.descendants());
	}

	void thaw() {
		ProcessHandle postmaster = postmaster();
		signal("-CONT", Stream.concat(Stream.of(postmaster), postmaster.descendants()));
	}

	@Override
	public void close() {
		stop();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> settings(String database) {
		return List.of("spring.datasource.url=" + this.server.getJdbcUrl("postgres", database),
				"spring.datasource.username=postgres");
	}

	private ProcessHandle postmaster() {
		try {
			String pid = Files.readAllLines(this.directory.resolve("postmaster.pid")).get(0);
			return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void signal(String signal, Stream<ProcessHandle> processes) {
		List<String> command = new ArrayList<>(List.of("kill", signal));
		processes.forEach((process) -> command.add(Long.toString(process.pid())));
		try {
			new ProcessBuilder(command).inheritIO().start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static EmbeddedPostgres start(Path directory, int port) {
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(directory)
				.setCleanDataDirectory(false)
				.setPort(port)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("PostgreSQL does not start", ex);
		}
	}

}
