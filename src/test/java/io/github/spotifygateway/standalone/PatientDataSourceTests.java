package io.github.spotifygateway.standalone;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PatientDataSourceTests {

	private static final int CALLS = 20;

	private static final long TIMEOUT = 1250;

	private final HikariDataSource pool = new HikariDataSource(poolOfOne());

	private final PatientDataSource dataSource = new PatientDataSource(this.pool);

	private final ExecutorService callers = Executors.newFixedThreadPool(CALLS);

	@BeforeEach
	void createSlowStatement() {
		JdbcClient.create(this.pool).sql("create alias wait for \"java.lang.Thread.sleep(long)\"").update();
	}

	@AfterEach
	void stop() {
		this.callers.shutdownNow();
		this.pool.close();
	}

	@Test
	void allCallsOfABusyPoolGetTheirTurn() {
		JdbcClient jdbc = JdbcClient.create(this.dataSource);
		List<CompletableFuture<?>> calls = Stream.<CompletableFuture<?>>generate(
				() -> CompletableFuture.runAsync(() -> jdbc.sql("call wait(150)").query().listOfRows(), this.callers))
			.limit(CALLS)
			.toList();
		assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(Duration.ofSeconds(30)));
	}

	@Test
	void callEndsWhenNothingIsHandedOutAnyMore() throws SQLException {
		try (Connection never = this.dataSource.getConnection()) {
			assertThat(never.isClosed()).isFalse();
			long start = System.nanoTime();
			assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(this.dataSource::getConnection);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
		}
	}

	@Test
	void poolCanBeFoundBehindIt() throws SQLException {
		assertThat(this.dataSource.unwrap(HikariDataSource.class)).isSameAs(this.pool);
	}

	private static HikariConfig poolOfOne() {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl("jdbc:h2:mem:busy");
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(TIMEOUT);
		return config;
	}

}
