package io.github.spotifygateway.journey;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import io.github.spotifygateway.command.KeysCommand;
import io.github.spotifygateway.connection.Reencryption;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.KeyRingSource;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.store.GatewayDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The key is rotated under two nodes that go on serving, on one PostgreSQL, against a
 * Spotify that revokes each refresh token when it gives the next.
 */
class KeyRotationJourneyTests {

	private static final String OLD = Gateway.KEY;

	private static final String NEW = KeyRingSource.generateEntry();

	private static final String NEW_ID = NEW.substring(0, NEW.indexOf(':'));

	private static final PostgreSql postgres = PostgreSql.start();

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final List<AutoCloseable> running = new ArrayList<>();

	private final List<String> database = postgres.newDatabase();

	@AfterAll
	static void stopDatabase() {
		postgres.close();
	}

	@BeforeEach
	void rotateRefreshTokens() {
		this.spotify.rotateRefreshTokens(true);
	}

	@AfterEach
	void stop() throws Exception {
		for (AutoCloseable part : this.running) {
			part.close();
		}
		this.spotify.close();
	}

	@Test
	void twoPhasesUnderLoadFailNoRequestAndLeaveNothingUnderTheOldKey() {
		// each token is refreshed a second after it came
		this.spotify.accessTokenLifetime(Duration.ofSeconds(61));
		List<Node> nodes = List.of(node(OLD), node(OLD));
		String busy = signIn(nodes.get(0).gateway(), SimulatedUser.ALICE);
		String idle = signIn(nodes.get(0).gateway(), SimulatedUser.BOB);
		Load load = keep(new Load(nodes, busy));
		load.awaitAnswersOfAll();

		restartOneByOne(nodes, load, "test", OLD, NEW);
		assertThat(keyIds(nodes.get(0).gateway())).containsOnly("test");

		restartOneByOne(nodes, load, NEW_ID, NEW, OLD);
		assertThat(keyIds(nodes.get(0).gateway())).contains("test");

		assertThat(reencrypt(NEW, OLD)).contains("Connections re-encrypted with key [" + NEW_ID + "]: ");
		assertThat(keyIds(nodes.get(0).gateway())).hasSize(2).containsOnly(NEW_ID);
		load.awaitAnswersOfAll();

		restartOneByOne(nodes, load, NEW_ID, NEW);
		load.close();
		assertThat(load.failures()).isEmpty();
		assertThat(this.spotify.requests().to("/api/token")).hasSizeGreaterThan(4);
		assertThat(call(nodes.get(1).gateway(), idle).statusCode()).isEqualTo(200);
		assertThat(keyIds(nodes.get(0).gateway())).hasSize(2).containsOnly(NEW_ID);
	}

	@Test
	void reencryptionDuringRefreshesLosesNoGrant() {
		Gateway node = keep(start(OLD, NEW));
		Reencryption job = job();
		String token = signIn(node, SimulatedUser.ALICE);
		for (int i = 0; i < 20; i++) {
			expire(node);
			CompletableFuture<HttpResponse<String>> call = CompletableFuture.supplyAsync(() -> call(node, token));
			while (!call.isDone()) {
				job.run();
			}
			assertThat(call.join().statusCode()).isEqualTo(200);
		}
		job.run();
		assertThat(keyIds(node)).containsExactly(NEW_ID);
		assertThat(this.spotify.requests().to("/api/token")).hasSizeGreaterThan(20);
	}

	@Test
	void refreshThatIsSavedWhileItsRowIsReencryptedWins() throws Exception {
		Gateway node = keep(start(OLD, NEW));
		Reencryption job = job();
		String token = signIn(node, SimulatedUser.ALICE);
		Map<String, Object> before = row(node);
		expire(node);
		assertThat(call(node, token).statusCode()).isEqualTo(200);
		Map<String, Object> refreshed = row(node);
		write(node.bean(DataSource.class).getConnection(), before, true).close();

		CompletableFuture<Reencryption.Outcome> outcome;
		try (Connection refresh = write(node.bean(DataSource.class).getConnection(), refreshed, false)) {
			outcome = CompletableFuture.supplyAsync(job::run);
			await().until(() -> isWaitingForARow(node));
			refresh.commit();
			refresh.setAutoCommit(true);
		}
		assertThat(outcome.get().changed()).isEqualTo(1);
		assertThat(row(node)).containsEntry("key_id", NEW_ID).containsEntry("version", refreshed.get("version"));
		expire(node);
		assertThat(call(node, token).statusCode()).isEqualTo(200);
	}

	@Test
	void nodeWithoutTheKeyAnswers503ChangesNothingAndServesOnceItHasIt() {
		Gateway ahead = keep(start(NEW, OLD));
		Gateway behind = start(OLD);
		try (behind) {
			String token = signIn(ahead, SimulatedUser.ALICE);
			Map<String, Object> before = row(ahead);
			assertKeyMissing(call(behind, token));
			expire(ahead);
			Map<String, Object> expired = row(ahead);
			assertKeyMissing(call(behind, token));
			assertThat(row(ahead)).isEqualTo(expired).containsEntry("version", before.get("version"));
			assertThat(call(ahead, token).statusCode()).isEqualTo(200);
			assertKeyMissing(call(behind, token));
			try (Gateway mended = start(OLD, NEW)) {
				assertThat(call(mended, token).statusCode()).isEqualTo(200);
			}
		}
	}

	/**
	 * Restart the nodes with another ring, each when those before it have written with
	 * their first key and all have read that.
	 */
	private void restartOneByOne(List<Node> nodes, Load load, String firstKeyId, String... ring) {
		for (Node node : nodes) {
			node.restart(() -> start(ring));
			await().atMost(Duration.ofMinutes(1)).until(() -> keyIds(node.gateway()).contains(firstKeyId));
			load.awaitAnswersOfAll();
		}
	}

	private static void assertKeyMissing(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
		assertThat(Json.read(response).get("type").asString())
			.isEqualTo("urn:spotify-gateway:problem:encryption-key-missing");
		assertThat(Json.read(response).get("remedy").asString()).contains("key ring");
		assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
	}

	private Reencryption job() {
		Gateway gateway = keep(start(NEW, OLD));
		return new Reencryption(gateway.bean(GatewayDatabase.class), gateway.bean(KeyRing.class));
	}

	private String reencrypt(String... ring) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		List<String> args = new ArrayList<>(List.of("reencrypt"));
		settings(ring).forEach((setting) -> args.add("--" + setting));
		int code = new KeysCommand(new Properties(), new PrintStream(out), System.err).run(args.toArray(String[]::new));
		assertThat(code).isZero();
		return out.toString(StandardCharsets.UTF_8);
	}

	private Node node(String... ring) {
		return keep(new Node(start(ring)));
	}

	private Gateway start(String... ring) {
		return Gateway.start(this.spotify, settings(ring).toArray(String[]::new));
	}

	private List<String> settings(String... ring) {
		List<String> settings = new ArrayList<>(this.database);
		settings.add("spring.datasource.hikari.maximum-pool-size=5");
		settings.add("spotify-gateway.keys.ring=" + String.join(",", ring));
		return settings;
	}

	private <T extends AutoCloseable> T keep(T part) {
		// what was started last ends first
		this.running.add(0, part);
		return part;
	}

	private static String signIn(Gateway gateway, SimulatedUser user) {
		Browser browser = gateway.newBrowser();
		browser.signIn(user);
		return browser.mintToken();
	}

	private static HttpResponse<String> call(Gateway gateway, String token) {
		return gateway.newBrowser().get("/api/me", "Authorization", "Bearer " + token);
	}

	private static void expire(Gateway gateway) {
		gateway.database()
			.sql("update connection set access_issued_at = current_timestamp - interval '1' hour,"
					+ " access_expires_at = current_timestamp - interval '1' minute")
			.update();
	}

	private static List<String> keyIds(Gateway gateway) {
		return gateway.database().sql("select key_id from connection").query(String.class).list();
	}

	private static Map<String, Object> row(Gateway gateway) {
		return gateway.database().sql("select * from connection").query().singleRow();
	}

	private static Connection write(Connection connection, Map<String, Object> row, boolean autoCommit)
			throws SQLException {
		connection.setAutoCommit(autoCommit);
		try (PreparedStatement update = connection.prepareStatement(
				"update connection set access_token = ?, refresh_token = ?, key_id = ?, version = ? where id = ?")) {
			int index = 1;
			for (String column : List.of("access_token", "refresh_token", "key_id", "version", "id")) {
				update.setObject(index++, row.get(column));
			}
			assertThat(update.executeUpdate()).isEqualTo(1);
		}
		return connection;
	}

	private static boolean isWaitingForARow(Gateway gateway) {
		return gateway.database()
			.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'update connection%'")
			.query(Long.class)
			.single() > 0;
	}

}
