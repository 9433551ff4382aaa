package io.github.spotifygateway.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.spotifygateway.connection.Reencryption;
import io.github.spotifygateway.journey.Browser;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.KeyRingSource;
import io.github.spotifygateway.keys.SecretContext;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.store.GatewayDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command {@code keys} beside what a gateway has stored.
 */
abstract class AbstractKeysCommandTests {

	private static final String OLD = Gateway.KEY;

	private static final String OLD_ID = "test";

	private static final String NEW = KeyRingSource.generateEntry();

	private static final String NEW_ID = NEW.substring(0, NEW.indexOf(':'));

	private static final int MANY = 250;

	private final SpotifySimulator spotify = SpotifySimulator.start();

	@TempDir
	private Path directory;

	private List<String> database;

	private String apiToken = "";

	/**
	 * Settings of a database that is empty.
	 */
	abstract List<String> emptyDatabase(Path directory);

	@BeforeEach
	void chooseDatabase() {
		this.database = emptyDatabase(this.directory);
	}

	@AfterEach
	void stopSpotify() {
		this.spotify.close();
	}

	// Rotation

	@Test
	void keyFileIsRotatedInTwoPhasesAndTheOldKeyCanGo() throws IOException {
		Path file = this.directory.resolve("keys");
		String[] keys = { "spotify-gateway.keys.ring=", "spotify-gateway.keys.file=" + file };
		signInAliceAndBob(keys);
		String oldId = Files.readString(file).split(":", 2)[0];

		Answer added = run("rotate", keys).succeeds();
		String newId = Files.readAllLines(file).get(1).split(":", 2)[0];
		added.says("Added key [" + newId + "] to the key file " + file, "restart every node", "keys rotate " + newId);
		assertThat(signedIn(keys)).isEqualTo(200);
		run("status", keys).succeeds()
			.says(oldId + "  encrypts  connections: 2, readable", newId + "  decrypts  connections: 0",
					"Unused: [" + newId + "]", "keys rotate <id>");

		run("rotate " + newId, keys).succeeds().says("Key [" + newId + "] stands first", "then run: keys reencrypt");
		assertThat(signedIn(keys)).isEqualTo(200);
		run("status", keys).succeeds()
			.says(newId + "  encrypts  connections: 0", oldId + "  decrypts  connections: 2, readable",
					"run: keys reencrypt");

		run("reencrypt", keys).succeeds().says("re-encrypted with key [" + newId + "]: 2", "Next: keys status");
		run("status", keys).succeeds()
			.says(newId + "  encrypts  connections: 2, readable", oldId + "  decrypts  connections: 0",
					"Unused: [" + oldId + "]", "remove it from the key file " + file);

		Files.write(file, Files.readAllLines(file).subList(0, 1));
		assertThat(signedIn(keys)).isEqualTo(200);
		run("status", keys).succeeds().says(newId + "  encrypts  connections: 2, readable", "Nothing to do.");
		assertThat(audited()).containsExactly("keys-rotated success", "keys-rotated success",
				"keys-reencrypted success");
	}

	@Test
	void ringInTheSettingsIsNotRotatedButTheWayIsShown() {
		run("rotate", ring(OLD)).fails("The key ring is in spotify-gateway.keys.ring, which no command can change.",
				"add what `keys generate` prints", "keys reencrypt");
		run("rotate " + OLD_ID, ring(OLD)).fails("which no command can change");
	}

	@Test
	void generatedKeyIsAnEntryOfARing() {
		Answer generated = run("generate").succeeds();
		assertThat(generated.out).matches("k[0-9a-f]{8}:[A-Za-z0-9+/]{43}=\\R");
		signInAliceAndBob(ring(generated.out.strip()));
	}

	// Re-encryption

	@Test
	void reencryptionKeepsEverythingButTheKey() {
		signInAliceAndBob(ring(OLD));
		List<Map<String, Object>> before = rowsWithoutSecrets();
		run("reencrypt", ring(NEW, OLD)).succeeds().says("[" + NEW_ID + "]: 2");
		assertThat(rowsWithoutSecrets()).isEqualTo(before);
		assertThat(keyIds()).containsOnly(NEW_ID);
		run("reencrypt", ring(NEW, OLD)).succeeds().says("[" + NEW_ID + "]: 0");
		assertThat(signedIn(ring(NEW))).isEqualTo(200);
	}

	@Test
	void twoReencryptionsAtTheSameTimeShareTheWork() {
		signInAliceAndBob(ring(OLD));
		try (Gateway gateway = start(ring(OLD)); Gateway job = start(ring(NEW, OLD))) {
			insertMany(gateway);
			Reencryption reencryption = new Reencryption(job.bean(GatewayDatabase.class), job.bean(KeyRing.class));
			CompletableFuture<Long> other = CompletableFuture.supplyAsync(() -> reencryption.run().changed());
			assertThat(reencryption.run().changed() + other.join()).isEqualTo(MANY + 2);
		}
		assertThat(keyIds()).hasSize(MANY + 2).containsOnly(NEW_ID);
		run("status", ring(NEW)).succeeds().says(NEW_ID + "  encrypts  connections: " + (MANY + 2) + ", readable");
	}

	@Test
	void connectionThatDoesNotOpenIsNamedAfterTheOthersAreDone() {
		signInAliceAndBob(ring(OLD));
		jdbc().sql("update connection set refresh_token = access_token where principal_name = ?")
			.param(SimulatedUser.BOB.accountId())
			.update();
		Map<String, Object> damaged = row(SimulatedUser.BOB);
		run("reencrypt", ring(NEW, OLD)).fails("under key [" + OLD_ID + "]: " + damaged.get("id"), "delete it")
			.says("[" + NEW_ID + "]: 1");
		assertThat(row(SimulatedUser.BOB)).isEqualTo(damaged);
		assertThat(row(SimulatedUser.ALICE)).containsEntry("key_id", NEW_ID);
		assertThat(audited()).containsExactly("keys-reencrypted failure");
	}

	@Test
	void connectionsUnderAMissingKeyAreNamedAndLeftAlone() {
		signInAliceAndBob(ring(OLD));
		List<Map<String, Object>> before = rows();
		run("reencrypt", ring(NEW)).fails(
				"under key [" + OLD_ID + "]: " + before.get(0).get("id") + ", " + before.get(1).get("id"),
				"put the right one into the key ring");
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void connectionsWithoutTokensArePassedOver() {
		signInAliceAndBob(ring(OLD));
		for (String column : List.of("access_token", "refresh_token", "key_id")) {
			jdbc().sql("alter table connection alter column " + column + " drop not null").update();
		}
		jdbc()
			.sql("update connection set access_token = null, refresh_token = null, key_id = null"
					+ " where principal_name = ?")
			.param(SimulatedUser.BOB.accountId())
			.update();
		jdbc().sql("update connection set refresh_token = null where key_id is not null").update();
		Map<String, Object> empty = row(SimulatedUser.BOB);
		run("status", ring(OLD)).succeeds().says(OLD_ID + "  encrypts  connections: 1, readable");
		run("reencrypt", ring(NEW, OLD)).succeeds().says("[" + NEW_ID + "]: 1");
		assertThat(row(SimulatedUser.BOB)).isEqualTo(empty);
		run("status", ring(NEW)).succeeds().says(NEW_ID + "  encrypts  connections: 1, readable");
	}

	// Status

	@Test
	void statusNamesAMissingKey() {
		signInAliceAndBob(ring(OLD));
		List<Map<String, Object>> before = rows();
		Answer status = run("status", ring(NEW));
		assertThat(status.code).isEqualTo(1);
		status.says(NEW_ID + "  encrypts  connections: 0", OLD_ID + "       missing   connections: 2, not readable",
				"Put the key that was in use back into spotify-gateway.keys.ring, under its id: [" + OLD_ID + "].");
		assertThat(rows()).isEqualTo(before);
	}

	@Test
	void statusNamesAKeyThatIsNotTheOneInUse() {
		signInAliceAndBob(ring(OLD));
		Answer status = run("status", ring(NEW.replace(NEW_ID, OLD_ID)));
		assertThat(status.code).isEqualTo(1);
		status.says(OLD_ID + "  encrypts  connections: 2, not readable", "under its id: [" + OLD_ID + "]");
	}

	@Test
	void oneDamagedConnectionIsNotTakenForAWrongKey() {
		signInAliceAndBob(ring(OLD));
		jdbc().sql("update connection set refresh_token = access_token where id = ?")
			.param(rows().get(0).get("id"))
			.update();
		run("status", ring(OLD)).succeeds().says(OLD_ID + "  encrypts  connections: 2, readable");
		start(ring(OLD)).close();
	}

	@Test
	void statusMakesNeitherAKeyNorADatabase() throws IOException {
		Path file = this.directory.resolve("missing/keys");
		run("status", "spotify-gateway.keys.ring=", "spotify-gateway.keys.file=" + file).succeeds()
			.says("Nothing is stored, and the key file " + file + " is not there yet");
		run("reencrypt", ring(OLD)).succeeds().says("[" + OLD_ID + "]: 0");
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).isEmpty();
		}
		assertNothingWasMade();
	}

	/**
	 * The database is as empty as it was.
	 */
	abstract void assertNothingWasMade();

	@Test
	void databaseThatCannotBeOpenedIsSaidWithoutAStackTrace() {
		run("status", "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none?password=hidden")
			.fails("The database cannot be opened: ", "spring.datasource.url");
	}

	private void signInAliceAndBob(String... keys) {
		try (Gateway gateway = start(keys)) {
			Browser alice = gateway.newBrowser();
			alice.signIn(SimulatedUser.ALICE);
			this.apiToken = alice.mintToken();
			gateway.newBrowser().signIn(SimulatedUser.BOB);
		}
		assertThat(rows()).hasSize(2);
	}

	private int signedIn(String... keys) {
		try (Gateway gateway = start(keys)) {
			HttpResponse<String> me = gateway.newBrowser().get("/api/me", "Authorization", "Bearer " + this.apiToken);
			return me.statusCode();
		}
	}

	private Gateway start(String... keys) {
		return Gateway.start(this.spotify, settings(keys).toArray(String[]::new));
	}

	/**
	 * Make connections as the gateway would, without a login for each.
	 */
	private void insertMany(Gateway gateway) {
		KeyRing keyRing = gateway.bean(KeyRing.class);
		for (int i = 0; i < MANY; i++) {
			String id = UUID.randomUUID().toString();
			gateway.database()
				.sql("""
						insert into connection (id, registration_id, principal_name, access_token, refresh_token, key_id,
						    access_issued_at, access_expires_at, scopes, authorized_at, reauthorize_by, state, version)
						select ?, registration_id, ?, ?, ?, key_id, access_issued_at, access_expires_at, scopes,
						    authorized_at, reauthorize_by, state, version
						from connection where principal_name = ?""")
				.params(id, "user" + i, keyRing.encrypt("a" + i, new SecretContext("connection", "access_token", id)),
						keyRing.encrypt("r" + i, new SecretContext("connection", "refresh_token", id)),
						SimulatedUser.ALICE.accountId())
				.update();
		}
	}

	private Answer run(String line, String... settings) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		List<String> args = new ArrayList<>(Arrays.asList(line.split(" ")));
		settings(settings).forEach((setting) -> args.add("--" + setting));
		int code = new KeysCommand(new Properties(), new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8))
			.run(args.toArray(String[]::new));
		return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	private List<String> settings(String... others) {
		List<String> settings = new ArrayList<>(this.database);
		for (String other : others) {
			settings.removeIf((setting) -> setting.startsWith(other.substring(0, other.indexOf('=') + 1)));
			settings.add(other);
		}
		return settings;
	}

	final JdbcClient jdbc() {
		Map<String, String> settings = new TreeMap<>();
		this.database.forEach((setting) -> settings.put(setting.split("=", 2)[0], setting.split("=", 2)[1]));
		return JdbcClient.create(new DriverManagerDataSource(settings.get("spring.datasource.url"),
				settings.get("spring.datasource.username"), ""));
	}

	private List<Map<String, Object>> rows() {
		return jdbc().sql("select * from connection order by id").query().listOfRows();
	}

	private List<Map<String, Object>> rowsWithoutSecrets() {
		List<Map<String, Object>> rows = rows();
		rows.forEach((row) -> row.keySet().removeAll(Set.of("access_token", "refresh_token", "key_id")));
		return rows;
	}

	/**
	 * What the audit trail says of the keys.
	 */
	private List<String> audited() {
		return jdbc().sql("""
				select concat(type, ' ', outcome) from audit_event
				where type like 'keys-%' and actor is not null order by happened_at""").query(String.class).list();
	}

	private List<String> keyIds() {
		return jdbc().sql("select key_id from connection").query(String.class).list();
	}

	private Map<String, Object> row(SimulatedUser user) {
		return jdbc().sql("select * from connection where principal_name = ?")
			.param(user.accountId())
			.query()
			.singleRow();
	}

	private static String ring(String... entries) {
		return "spotify-gateway.keys.ring=" + String.join(",", entries);
	}

	/**
	 * What the command answered; never a key, a token or a stack trace.
	 */
	private record Answer(int code, String out, String err) {

		Answer succeeds() {
			assertThat(this.code).as(this.out + this.err).isZero();
			assertThat(this.err).isEmpty();
			return this;
		}

		Answer fails(String... texts) {
			assertThat(this.code).as(this.out).isEqualTo(1);
			assertThat(this.err).contains(texts)
				.doesNotContain("\tat ", "Exception", "v1.", "hidden", key(OLD), key(NEW));
			return this;
		}

		Answer says(String... texts) {
			assertThat(this.out).contains(texts).doesNotContain("v1.", key(OLD), key(NEW));
			return this;
		}

		private static String key(String entry) {
			return entry.substring(entry.indexOf(':') + 1);
		}

	}

}
