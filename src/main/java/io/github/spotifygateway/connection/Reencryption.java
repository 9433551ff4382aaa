package io.github.spotifygateway.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;

import io.github.spotifygateway.keys.DecryptionException;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.store.GatewayDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings all stored tokens under the first key while the gateway runs. Each connection is
 * a statement of its own that counts only for the version and the key that were read: a
 * node that writes meanwhile always wins, and its row is taken again. It can be
 * interrupted, repeated, and run twice at the same time.
 */
public final class Reencryption {

	private final JdbcClient jdbc;

	private final KeyRing keyRing;

	/**
	 * Prepare it.
	 * @param database where the tokens are
	 * @param keyRing the ring whose first key shall encrypt them
	 */
	public Reencryption(GatewayDatabase database, KeyRing keyRing) {
		this.jdbc = database.jdbc();
		this.keyRing = keyRing;
	}

	/**
	 * Go over the connections until none is left under another key but those that do not
	 * open.
	 * @return what became of them
	 */
	public Outcome run() {
		long changed = 0;
		Pass pass;
		do {
			pass = pass();
			changed += pass.changed;
		}
		while (pass.changed > 0 || pass.overtaken > 0);
		return new Outcome(changed, pass.unopened);
	}

	private Pass pass() {
		int changed = 0;
		int overtaken = 0;
		Map<String, Set<String>> unopened = new TreeMap<>();
		for (List<Row> batch = read(""); !batch.isEmpty(); batch = read(batch.get(batch.size() - 1).id)) {
			for (Row row : batch) {
				try {
					int rows = reencrypt(row);
					changed += rows;
					overtaken += 1 - rows;
				}
				catch (DecryptionException ex) {
					unopened.computeIfAbsent(row.keyId, (keyId) -> new TreeSet<>()).add(row.id);
				}
			}
		}
		return new Pass(changed, overtaken, unopened);
	}

	private List<Row> read(String after) {
		return this.jdbc.sql("""
				select id, version, key_id, access_token, refresh_token from connection
				where key_id <> ? and id > ?
				order by id fetch first 100 rows only""")
			.params(this.keyRing.primaryKeyId(), after)
			.query((row, index) -> Row.of(row))
			.list();
	}

	/**
	 * Write a connection's tokens under the first key. The version counts generations of
	 * tokens, so it stays.
	 * @return 1, or 0 if the row has changed since it was read
	 */
	private int reencrypt(Row row) {
		return this.jdbc.sql("""
				update connection set access_token = :accessToken, refresh_token = :refreshToken, key_id = :newKeyId
				where id = :id and version = :version and key_id = :keyId""")
			.param("accessToken", reencrypt(row.id, "access_token", row.accessToken))
			.param("refreshToken", reencrypt(row.id, "refresh_token", row.refreshToken))
			.param("newKeyId", this.keyRing.primaryKeyId())
			.param("id", row.id)
			.param("version", row.version)
			.param("keyId", row.keyId)
			.update();
	}

	private @Nullable String reencrypt(String id, String column, @Nullable String ciphertext) {
		if (ciphertext == null) {
			return null;
		}
		return this.keyRing.encrypt(this.keyRing.decrypt(ciphertext, ConnectionRepository.context(id, column)),
				ConnectionRepository.context(id, column));
	}

	/**
	 * What became of the connections.
	 *
	 * @param changed how many were brought under the first key
	 * @param unopened the ids of those that do not open and were left as they are, by the
	 * id of the key they name
	 */
	public record Outcome(long changed, Map<String, Set<String>> unopened) {
	}

	private record Pass(int changed, int overtaken, Map<String, Set<String>> unopened) {
	}

	private record Row(String id, long version, String keyId, @Nullable String accessToken,
			@Nullable String refreshToken) {

		static Row of(ResultSet row) throws SQLException {
			return new Row(row.getString("id"), row.getLong("version"), row.getString("key_id"),
					row.getString("access_token"), row.getString("refresh_token"));
		}

		@Override
		public String toString() {
			return "Row[id=" + this.id + "]";
		}

	}

}
