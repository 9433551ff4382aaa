package io.github.spotifygateway.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.spotifygateway.connection.StoredConnection.Tokens;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.SecretContext;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.KeptReadings;
import io.github.spotifygateway.store.Timestamps;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of the {@code connection} table. Tokens are encrypted on their way in and
 * decrypted on their way out; every later write names the version it read.
 */
final class ConnectionRepository {

	private static final String TABLE = "connection";

	private final JdbcClient jdbc;

	private final KeptReadings<List<String>, ConnectionRow> rows;

	/** In clear, and so for a second only, whoever holds the row. */
	private final Cache<ConnectionRow, StoredConnection> opened = Caffeine.newBuilder()
		.weakKeys()
		.maximumSize(1_000)
		.expireAfterWrite(Duration.ofSeconds(1))
		.scheduler(Scheduler.systemScheduler())
		.build();

	private final KeyRing keyRing;

	ConnectionRepository(GatewayDatabase database, KeyRing keyRing) {
		this.jdbc = database.jdbc();
		this.rows = database.keptReadings();
		this.keyRing = keyRing;
	}

	/**
	 * Find a connection that can be used, with its tokens, as the request that this
	 * thread serves knows it.
	 */
	Optional<StoredConnection> find(String registrationId, String principalName) {
		return open(findRow(registrationId, principalName));
	}

	/**
	 * Find a connection that can be used, with its tokens, as it is now.
	 */
	Optional<StoredConnection> findNow(String registrationId, String principalName) {
		return open(keep(readRow(registrationId, principalName)));
	}

	/**
	 * Find a connection in whatever state, without its tokens, as the request that this
	 * thread serves knows it.
	 */
	Optional<Connection> findConnection(String registrationId, String principalName) {
		return findRow(registrationId, principalName).map(ConnectionRow::connection);
	}

	private Optional<ConnectionRow> findRow(String registrationId, String principalName) {
		Optional<ConnectionRow> kept = ConnectionRow.kept(registrationId, principalName);
		return kept.isPresent() ? kept : keep(
				this.rows.find(List.of(registrationId, principalName), () -> readRow(registrationId, principalName)));
	}

	private Optional<ConnectionRow> readRow(String registrationId, String principalName) {
		return this.jdbc
			.sql("select " + ConnectionRow.COLUMNS
					+ " from connection c where c.registration_id = ? and c.principal_name = ?")
			.params(registrationId, principalName)
			.query((columns, index) -> ConnectionRow.read(columns))
			.optional();
	}

	private static Optional<ConnectionRow> keep(Optional<ConnectionRow> row) {
		row.ifPresentOrElse(ConnectionRow::keep, ConnectionRow::forget);
		return row;
	}

	ConnectionCounts counts() {
		return this.jdbc
			.sql("""
					select count(case when state = 'CONNECTED' then 1 end) connected,
					    count(case when state = 'REAUTHORIZE' then 1 end) reauthorize,
					    count(case when state = 'CONNECTED' and reauthorize_by < current_timestamp + interval '30' day then 1 end) due_within30_days,
					    count(case when state = 'CONNECTED' and reauthorize_by < current_timestamp + interval '7' day then 1 end) due_within7_days,
					    count(case when state = 'CONNECTED' and reauthorize_by < current_timestamp + interval '1' day then 1 end) due_within1_day
					from connection""")
			.query(ConnectionCounts.class)
			.single();
	}

	/**
	 * Keep a grant the user has just given, in place of an earlier one.
	 */
	void saveGrant(Grant grant) {
		try {
			if (!replaceGrant(grant)) {
				insertGrant(grant);
			}
		}
		catch (DuplicateKeyException ex) {
			// another login of the same user was a moment faster
			replaceGrant(grant);
		}
		finally {
			ConnectionRow.forget();
		}
	}

	/**
	 * Keep refreshed tokens and end the lease under which they were fetched. A holder
	 * whose lease has run out may still save while no other node has one, and when
	 * meanwhile the grant was given up: then it was given up for the very token that
	 * these replaced.
	 * @return {@code false} if the tokens have changed since they were read, or another
	 * node is about to change them; nothing is written then
	 */
	boolean saveRefreshed(StoredConnection read, Tokens tokens, Set<String> scopes, String leaseOwner) {
		String id = read.connection().id();
		return this.jdbc
			.sql("""
					update connection
					set access_token = :accessToken, refresh_token = :refreshToken, key_id = :keyId,
					    access_issued_at = :issuedAt, access_expires_at = :expiresAt, scopes = :scopes,
					    state = 'CONNECTED', invalid_at = null, version = version + 1, lease_owner = null, lease_until = null
					where id = :id and version = :version
					    and (lease_owner = :leaseOwner or lease_owner is null or lease_until < current_timestamp
					        or state = 'REAUTHORIZE')""")
			.param("accessToken", encrypt(id, "access_token", tokens.accessToken()))
			.param("refreshToken", encryptNullable(id, "refresh_token", tokens.refreshToken()))
			.param("keyId", this.keyRing.primaryKeyId())
			.param("issuedAt", Timestamps.of(tokens.accessIssuedAt()))
			.param("expiresAt", Timestamps.of(tokens.accessExpiresAt()))
			.param("scopes", join(scopes))
			.param("id", id)
			.param("version", read.version())
			.param("leaseOwner", leaseOwner)
			.update() == 1;
	}

	/**
	 * Whether a connection still has the tokens that were read.
	 */
	boolean isUnchanged(StoredConnection read) {
		return this.jdbc.sql("select count(*) from connection where id = ? and version = ?")
			.params(read.connection().id(), read.version())
			.query(Long.class)
			.single() == 1;
	}

	/**
	 * Delete a connection.
	 * @return {@code false} if there was none
	 */
	boolean delete(String registrationId, String principalName) {
		try {
			return this.jdbc.sql("delete from connection where registration_id = ? and principal_name = ?")
				.params(registrationId, principalName)
				.update() > 0;
		}
		finally {
			ConnectionRow.forget();
		}
	}

	private boolean replaceGrant(Grant grant) {
		Optional<String> id = this.jdbc
			.sql("select id from connection where registration_id = ? and principal_name = ?")
			.params(grant.registrationId(), grant.principalName())
			.query(String.class)
			.optional();
		return id.isPresent() && bindGrant("""
				update connection
				set account_id = :accountId, access_token = :accessToken, refresh_token = :refreshToken,
				    key_id = :keyId, access_issued_at = :issuedAt, access_expires_at = :expiresAt, scopes = :scopes,
				    authorized_at = :authorizedAt, reauthorize_by = :reauthorizeBy, state = :state,
				    invalid_at = null, announced_days = null, version = version + 1, lease_owner = null,
				    lease_until = null
				where id = :id""", id.get(), grant).update() == 1;
	}

	private void insertGrant(Grant grant) {
		bindGrant("""
				insert into connection (id, registration_id, principal_name, account_id, access_token, refresh_token,
				    key_id, access_issued_at, access_expires_at, scopes, authorized_at, reauthorize_by, state, version)
				values (:id, :registrationId, :principalName, :accountId, :accessToken, :refreshToken,
				    :keyId, :issuedAt, :expiresAt, :scopes, :authorizedAt, :reauthorizeBy, :state, 0)""",
				UUID.randomUUID().toString(), grant)
			.param("registrationId", grant.registrationId())
			.param("principalName", grant.principalName())
			.update();
	}

	private JdbcClient.StatementSpec bindGrant(String sql, String id, Grant grant) {
		Tokens tokens = grant.tokens();
		return this.jdbc.sql(sql)
			.param("id", id)
			.param("accountId", grant.accountId())
			.param("accessToken", encrypt(id, "access_token", tokens.accessToken()))
			.param("refreshToken", encryptNullable(id, "refresh_token", tokens.refreshToken()))
			.param("keyId", this.keyRing.primaryKeyId())
			.param("issuedAt", Timestamps.of(tokens.accessIssuedAt()))
			.param("expiresAt", Timestamps.of(tokens.accessExpiresAt()))
			.param("scopes", join(grant.scopes()))
			.param("authorizedAt", Timestamps.of(grant.authorizedAt()))
			.param("reauthorizeBy", Timestamps.of(Connection.reauthorizeBy(grant.authorizedAt())))
			.param("state", ConnectionState.CONNECTED.name());
	}

	private Optional<StoredConnection> open(Optional<ConnectionRow> row) {
		return row.filter((found) -> found.connection().state() == ConnectionState.CONNECTED).map(this::opened);
	}

	private StoredConnection opened(ConnectionRow row) {
		StoredConnection known = this.opened.getIfPresent(row);
		if (known != null) {
			return known;
		}
		// one user's calls, all of the same row, do not wait for each other here
		StoredConnection read = open(row);
		this.opened.put(row, read);
		return read;
	}

	private StoredConnection open(ConnectionRow row) {
		String id = row.connection().id();
		Tokens tokens = new Tokens(decrypt(id, "access_token", Objects.requireNonNull(row.accessToken())),
				row.accessIssuedAt(), row.accessExpiresAt(), decryptNullable(id, "refresh_token", row.refreshToken()));
		return new StoredConnection(row.connection(), tokens, row.version());
	}

	/**
	 * What a row's ciphertext is bound to.
	 */
	static SecretContext context(String id, String column) {
		return new SecretContext(TABLE, column, id);
	}

	private String encrypt(String id, String column, String secret) {
		return this.keyRing.encrypt(secret, context(id, column));
	}

	private @Nullable String encryptNullable(String id, String column, @Nullable String secret) {
		return (secret != null) ? encrypt(id, column, secret) : null;
	}

	private String decrypt(String id, String column, String ciphertext) {
		return this.keyRing.decrypt(ciphertext, context(id, column));
	}

	private @Nullable String decryptNullable(String id, String column, @Nullable String ciphertext) {
		return (ciphertext != null) ? decrypt(id, column, ciphertext) : null;
	}

	private static String join(Set<String> scopes) {
		return String.join(" ", new TreeSet<>(scopes));
	}

	/**
	 * A grant the user has just given.
	 */
	record Grant(String registrationId, String principalName, @Nullable String accountId, Tokens tokens,
			Set<String> scopes, Instant authorizedAt) {
	}

}
