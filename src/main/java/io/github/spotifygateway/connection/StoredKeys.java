package io.github.spotifygateway.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

import io.github.spotifygateway.keys.DecryptionException;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.store.GatewayDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys that stored tokens were encrypted with.
 */
public final class StoredKeys {

	private final JdbcClient jdbc;

	/**
	 * Look into a database.
	 * @param database the database
	 */
	public StoredKeys(GatewayDatabase database) {
		this.jdbc = database.jdbc();
	}

	/**
	 * How many connections stand under each key.
	 * @return the numbers by key id
	 */
	public Map<String, Long> connections() {
		Map<String, Long> connections = new TreeMap<>();
		this.jdbc.sql("select key_id, count(*) as connections from connection where key_id is not null group by key_id")
			.query((row) -> {
				connections.put(row.getString("key_id"), row.getLong("connections"));
			});
		return connections;
	}

	/**
	 * Whether a ring has the very key that encrypted stored tokens. One connection that
	 * opens proves it: others may be damaged.
	 * @param keyId the key's id
	 * @param keyRing the ring
	 * @return {@code true} if one of some connections under the key opens
	 */
	public boolean open(String keyId, KeyRing keyRing) {
		return this.jdbc.sql("""
				select id, access_token, refresh_token from connection where key_id = ?
				order by id fetch first 20 rows only""")
			.param(keyId)
			.query((row, index) -> opens(row, keyRing))
			.list()
			.contains(true);
	}

	private static boolean opens(ResultSet row, KeyRing keyRing) throws SQLException {
		try {
			for (String column : new String[] { "access_token", "refresh_token" }) {
				String ciphertext = row.getString(column);
				if (ciphertext != null) {
					keyRing.decrypt(ciphertext, ConnectionRepository.context(row.getString("id"), column));
				}
			}
			return true;
		}
		catch (DecryptionException ex) {
			return false;
		}
	}

}
