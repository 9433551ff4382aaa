package io.github.spotifygateway.access;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.github.spotifygateway.connection.ConnectionLock;
import io.github.spotifygateway.connection.ConnectionRow;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.KeptReadings;
import io.github.spotifygateway.store.Timestamps;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of the {@code api_token} table. A token hangs on its owner's connection and
 * goes with it.
 */
final class ApiTokenRepository {

	private static final String FIND = "select t.*, " + ConnectionRow.COLUMNS
			+ " from api_token t join connection c on c.id = t.connection_id where t.token_hash = ?";

	private final GatewayDatabase database;

	private final JdbcClient jdbc;

	private final KeptReadings<ByteBuffer, Owned> found;

	ApiTokenRepository(GatewayDatabase database) {
		this.database = database;
		this.jdbc = database.jdbc();
		this.found = database.keptReadings();
	}

	/**
	 * Change the tokens of a connection, and what leads to one, while nobody else does,
	 * on whichever node. All that is done takes effect, or none of it if it fails.
	 */
	boolean changeAlone(String connectionId, BooleanSupplier change) {
		return ConnectionLock.changeAlone(this.database, connectionId, change);
	}

	void insert(ApiToken token, byte[] hash, String connectionId) {
		this.jdbc.sql("""
				insert into api_token (id, connection_id, token_hash, name, hint, scopes, created_at, expires_at)
				values (?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(token.id(), connectionId, hash, token.name(), token.hint(), ApiTokenScope.write(token.scopes()),
					Timestamps.of(token.createdAt()), Timestamps.of(token.expiresAt()))
			.update();
	}

	/**
	 * Find the owner of a live token.
	 */
	Optional<Owned> findLive(byte[] hash, Instant now) {
		return this.found.find(ByteBuffer.wrap(hash), () -> find(hash))
			.filter((owned) -> owned.token().expiresAt().isAfter(now));
	}

	private Optional<Owned> find(byte[] hash) {
		return this.jdbc.sql(FIND)
			.param(hash)
			.query((row, index) -> new Owned(read(row), ConnectionRow.read(row)))
			.optional();
	}

	/**
	 * Find the user of a connection.
	 */
	Optional<String> findOwner(String connectionId) {
		return this.jdbc.sql("select principal_name from connection where id = ?")
			.param(connectionId)
			.query(String.class)
			.optional();
	}

	List<ApiToken> findLive(String connectionId, Instant now) {
		return this.jdbc
			.sql("select * from api_token where connection_id = ? and expires_at > ? order by created_at, id")
			.params(connectionId, Timestamps.of(now))
			.query((row, index) -> read(row))
			.list();
	}

	/**
	 * Which of some tokens are live.
	 */
	Set<String> findLive(Set<String> ids, Instant now) {
		return this.jdbc.sql("select id from api_token where id in (:ids) and expires_at > :now")
			.param("ids", ids)
			.param("now", Timestamps.of(now))
			.query(String.class)
			.set();
	}

	/**
	 * Delete a token.
	 * @return {@code false} if its owner has no such token
	 */
	boolean delete(String id, String connectionId) {
		return this.jdbc.sql("delete from api_token where id = ? and connection_id = ?")
			.params(id, connectionId)
			.update() == 1;
	}

	/**
	 * Delete all tokens of a connection, and the device logins that would bring it more.
	 * @return {@code false} if it had none
	 */
	boolean deleteAll(String connectionId) {
		return changeAlone(connectionId, () -> {
			int logins = this.jdbc.sql("delete from device_login where connection_id = ?").param(connectionId).update();
			int tokens = this.jdbc.sql("delete from api_token where connection_id = ?").param(connectionId).update();
			return logins + tokens > 0;
		});
	}

	/**
	 * Note that a token was used, unless another call did so since some moment.
	 */
	void noteUse(String id, Instant now, Instant before) {
		this.jdbc
			.sql("update api_token set last_used_at = ? where id = ? and (last_used_at is null or last_used_at < ?)")
			.params(Timestamps.of(now), id, Timestamps.of(before))
			.update();
	}

	void deleteExpired(String connectionId, Instant now) {
		this.jdbc.sql("delete from api_token where connection_id = ? and expires_at <= ?")
			.params(connectionId, Timestamps.of(now))
			.update();
	}

	private static ApiToken read(ResultSet row) throws SQLException {
		return new ApiToken(row.getString("id"), row.getString("name"), row.getString("hint"),
				ApiTokenScope.read(row.getString("scopes")), Timestamps.read(row, "created_at"),
				Timestamps.read(row, "expires_at"), Timestamps.readNullable(row, "last_used_at"));
	}

	/**
	 * A token and whose it is.
	 */
	record Owned(ApiToken token, ConnectionRow connection) {

		String principalName() {
			return this.connection.connection().principalName();
		}

	}

}
