package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import static org.awaitility.Awaitility.await;

/**
 * A real PostgreSQL that can go away, stop answering, and come back.
 */
final class PostgreSql implements AutoCloseable {

	private final Path directory;

	private EmbeddedPostgres server;

	private PostgreSql(Path directory, EmbeddedPostgres server) {
		this.directory = directory;
		this.server = server;
	}

	/**
	 * Start one that keeps its data in a directory.
	 */
	static PostgreSql start(Path directory) {
		return new PostgreSql(directory, start(directory, 0));
	}

	/**
	 * What a gateway needs to use it.
	 */
	List<String> settings() {
		return List.of("spring.datasource.url=" + this.server.getJdbcUrl("postgres", "postgres"),
				"spring.datasource.username=postgres");
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
		// when what started it ends, the kernel thaws it
		await().until(() -> postmaster().parent().filter(PostgreSql::isStarter).isEmpty());
		signal("-STOP");
	}

	void thaw() {
		signal("-CONT");
	}

	@Override
	public void close() {
		stop();
	}

	private void signal(String signal) {
		try {
			List<String> command = new ArrayList<>(List.of("kill", signal));
			command.addAll(processes());
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

	private List<String> processes() throws IOException {
		ProcessHandle postmaster = postmaster();
		return Stream.concat(Stream.of(postmaster), postmaster.descendants())
			.map((process) -> Long.toString(process.pid()))
			.toList();
	}

	private ProcessHandle postmaster() throws IOException {
		String pid = Files.readAllLines(this.directory.resolve("postmaster.pid")).get(0);
		return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
	}

	private static boolean isStarter(ProcessHandle process) {
		return process.info().command().filter((command) -> command.endsWith("pg_ctl")).isPresent();
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
