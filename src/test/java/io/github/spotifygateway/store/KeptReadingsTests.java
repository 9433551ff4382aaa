package io.github.spotifygateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * What is kept of the database is what the database would say.
 */
class KeptReadingsTests {

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private final GatewayDatabase database = GatewayDatabase.migrate(dataSource(), this.url);

	private final KeptReadings<String, String> readings = this.database.keptReadings();

	private final AtomicInteger queries = new AtomicInteger();

	KeptReadingsTests() {
		this.database.jdbc().sql("create table fruit (name varchar(20), colour varchar(20))").update();
		this.database.jdbc().sql("insert into fruit values ('lime', 'green')").update();
	}

	@Test
	void sameQuestionIsOneQueryWhileNothingChanges() {
		long start = System.nanoTime();
		for (int question = 0; question < 10; question++) {
			assertThat(colour("lime")).hasValue("green");
		}
		Duration asking = Duration.ofNanos(System.nanoTime() - start);
		assertThat(this.queries).hasValueLessThanOrEqualTo((int) (asking.toMillis() / 500) + 1);
	}

	@Test
	void whileOneReadsAnewTheOthersNeedNotWait() throws Exception {
		AtomicLong nanos = new AtomicLong();
		KeptReadings<String, String> aging = aging(nanos);
		aging.find("lime", () -> Optional.of("green"));
		nanos.addAndGet(Duration.ofMillis(600).toNanos());
		String last = aging.find("lime", () -> {
			assertThat(aging.find("lime", () -> query("lime"))).hasValue("green");
			return Optional.of("yellow");
		}).orElseThrow();
		assertThat(last).isEqualTo("yellow");
		assertThat(aging.find("lime", () -> query("lime"))).hasValue("yellow");
		assertThat(this.queries).hasValue(0);
	}

	@Test
	void whatFailedToBeReadAnewIsReliedOnForASecondAtMost() throws Exception {
		AtomicLong nanos = new AtomicLong();
		KeptReadings<String, String> aging = aging(nanos);
		aging.find("lime", () -> Optional.of("yellow"));
		nanos.addAndGet(Duration.ofMillis(600).toNanos());
		assertThatIllegalStateException().isThrownBy(() -> aging.find("lime", () -> {
			throw new IllegalStateException();
		}));
		assertThat(aging.find("lime", () -> query("lime"))).hasValue("yellow");
		nanos.addAndGet(Duration.ofMillis(400).toNanos());
		assertThat(aging.find("lime", () -> query("lime"))).hasValue("green");
	}

	@Test
	void readingIsAsOldAsItsQuestion() throws Exception {
		AtomicLong nanos = new AtomicLong();
		KeptReadings<String, String> aging = aging(nanos);
		aging.find("lime", () -> {
			nanos.addAndGet(Duration.ofSeconds(1).toNanos());
			return Optional.of("yellow");
		});
		assertThat(aging.find("lime", () -> aging.find("lime", () -> query("lime")))).hasValue("green");
	}

	@Test
	void whatIsFoundGoneIsGoneForAll() throws Exception {
		AtomicLong nanos = new AtomicLong();
		KeptReadings<String, String> aging = aging(nanos);
		aging.find("plum", () -> Optional.of("blue"));
		nanos.addAndGet(Duration.ofMillis(600).toNanos());
		assertThat(aging.find("plum", () -> query("plum"))).isEmpty();
		assertThat(aging.find("plum", () -> query("plum"))).isEmpty();
	}

	@Test
	void whatIsNotThereIsLookedForAgain() {
		assertThat(colour("plum")).isEmpty();
		insertBehindTheBack("plum", "blue");
		assertThat(colour("plum")).hasValue("blue");
	}

	@Test
	void changeIsSeenAtOnce() {
		assertThat(colour("lime")).hasValue("green");
		paint("lime", "yellow");
		assertThat(colour("lime")).hasValue("yellow");
		this.database.jdbc().sql("delete from fruit where name = ?").param("lime").update();
		assertThat(colour("lime")).isEmpty();
	}

	@Test
	void changeByNamedParametersIsSeenToo() {
		assertThat(colour("lime")).hasValue("green");
		this.database.jdbc().sql("update fruit set colour = :colour").param("colour", "yellow").update();
		assertThat(colour("lime")).hasValue("yellow");
	}

	@Test
	void changeByAnotherGatewayOfTheProcessIsSeenAtOnce() {
		GatewayDatabase other = GatewayDatabase.migrate(dataSource(), this.url);
		assertThat(colour("lime")).hasValue("green");
		other.jdbc().sql("update fruit set colour = 'yellow'").update();
		assertThat(colour("lime")).hasValue("yellow");
	}

	@Test
	void changeOfATransactionIsSeenByOthersOnceItEnds() {
		assertThat(colour("lime")).hasValue("green");
		this.database.inTransaction(() -> {
			paint("lime", "yellow");
			assertThat(colour("lime")).hasValue("yellow");
			assertThat(CompletableFuture.supplyAsync(() -> colour("lime")).join()).hasValue("green");
			return true;
		});
		assertThat(colour("lime")).hasValue("yellow");
	}

	@Test
	void whatBecameOfNothingWasNeverSeen() {
		assertThat(colour("lime")).hasValue("green");
		assertThatIllegalStateException().isThrownBy(() -> this.database.inTransaction(() -> {
			paint("lime", "yellow");
			assertThat(colour("lime")).hasValue("yellow");
			throw new IllegalStateException();
		}));
		assertThat(colour("lime")).hasValue("green");
	}

	@Test
	void changeBehindTheBackIsSeenASecondLater() {
		assertThat(colour("lime")).hasValue("green");
		JdbcClient.create(dataSource()).sql("update fruit set colour = 'yellow'").update();
		await().atMost(Duration.ofSeconds(5)).until(() -> colour("lime").orElseThrow().equals("yellow"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "jdbc:postgresql://127.0.0.1/gateway", "jdbc:h2:tcp://127.0.0.1/gateway",
			"jdbc:h2:ssl://127.0.0.1/gateway", "jdbc:h2:./gateway", "jdbc:h2:file:./gateway;AUTO_SERVER=TRUE",
			"jdbc:h2:file:./gateway;auto_server=true" })
	void whatAnotherProcessMayChangeIsAskedForEachTime(String configured) {
		KeptReadings<String, String> each = GatewayDatabase.migrate(dataSource(), configured).keptReadings();
		assertThat(each.find("lime", () -> query("lime"))).hasValue("green");
		assertThat(each.find("lime", () -> query("lime"))).hasValue("green");
		assertThat(this.queries).hasValue(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:gateway", "jdbc:h2:file:./data/gateway;WRITE_DELAY=0", "JDBC:H2:FILE:/a" })
	void embeddedDatabaseIsOfThisProcessAlone(String configured) throws SQLException {
		try (Connection connection = dataSource().getConnection()) {
			assertThat(OwnChanges.of(configured, connection.getMetaData())).isPresent();
		}
	}

	private KeptReadings<String, String> aging(AtomicLong nanos) throws SQLException {
		try (Connection connection = dataSource().getConnection()) {
			return new KeptReadings<>(OwnChanges.of(this.url, connection.getMetaData()).orElseThrow(), nanos::get);
		}
	}

	private Optional<String> colour(String name) {
		return this.readings.find(name, () -> query(name));
	}

	private Optional<String> query(String name) {
		this.queries.incrementAndGet();
		return this.database.jdbc()
			.sql("select colour from fruit where name = ?")
			.param(name)
			.query(String.class)
			.optional();
	}

	private void paint(String name, String colour) {
		this.database.jdbc().sql("update fruit set colour = ? where name = ?").params(colour, name).update();
	}

	private void insertBehindTheBack(String name, String colour) {
		JdbcClient.create(dataSource()).sql("insert into fruit values (?, ?)").params(name, colour).update();
	}

	private DataSource dataSource() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL(this.url);
		return dataSource;
	}

}
