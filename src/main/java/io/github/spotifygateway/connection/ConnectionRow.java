package io.github.spotifygateway.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.github.spotifygateway.store.Timestamps;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * A row of the {@code connection} table with its tokens as they are kept: encrypted.
 * Whoever lets a caller in may read it along and keep it for the request, so that the
 * whole of a call goes by one reading: whose it is, what was granted, and with which
 * token. It is read anew after a second, and after what the request itself changed.
 */
public final class ConnectionRow {

	/** The columns to be read from {@code connection c}. */
	public static final String COLUMNS = """
			c.id as connection_id, c.registration_id, c.principal_name, c.account_id, c.access_token, c.refresh_token, \
			c.access_issued_at, c.access_expires_at, c.scopes as granted_scopes, c.authorized_at, c.reauthorize_by, \
			c.state, c.version""";

	private static final String ATTRIBUTE = ConnectionRow.class.getName();

	private static final Duration KEPT = Duration.ofSeconds(1);

	private final Connection connection;

	private final @Nullable String accessToken;

	private final Instant accessIssuedAt;

	private final Instant accessExpiresAt;

	private final @Nullable String refreshToken;

	private final long version;

	private final long readAt = System.nanoTime();

	private ConnectionRow(ResultSet row) throws SQLException {
		this.connection = new Connection(row.getString("connection_id"), row.getString("registration_id"),
				row.getString("principal_name"), row.getString("account_id"), split(row.getString("granted_scopes")),
				Timestamps.read(row, "authorized_at"), Timestamps.read(row, "reauthorize_by"),
				ConnectionState.valueOf(row.getString("state")));
		this.accessToken = row.getString("access_token");
		this.accessIssuedAt = Timestamps.read(row, "access_issued_at");
		this.accessExpiresAt = Timestamps.read(row, "access_expires_at");
		this.refreshToken = row.getString("refresh_token");
		this.version = row.getLong("version");
	}

	/**
	 * Read a row.
	 * @param row a row that has the {@link #COLUMNS}
	 * @return what it holds
	 * @throws SQLException if it has other columns
	 */
	public static ConnectionRow read(ResultSet row) throws SQLException {
		return new ConnectionRow(row);
	}

	/**
	 * The connection.
	 * @return it, without its tokens
	 */
	public Connection connection() {
		return this.connection;
	}

	@Nullable String accessToken() {
		return this.accessToken;
	}

	Instant accessIssuedAt() {
		return this.accessIssuedAt;
	}

	Instant accessExpiresAt() {
		return this.accessExpiresAt;
	}

	@Nullable String refreshToken() {
		return this.refreshToken;
	}

	long version() {
		return this.version;
	}

	/**
	 * Keep it for the request that this thread serves, if it serves one.
	 */
	public void keep() {
		place().ifPresent((place) -> place.set(this));
	}

	/**
	 * What the request that this thread serves has kept, unless that is too old.
	 */
	static Optional<ConnectionRow> kept(String registrationId, String principalName) {
		return place().map(AtomicReference::get)
			.filter((row) -> row.isOf(registrationId, principalName) && row.isRecent());
	}

	/**
	 * Let the request that this thread serves read anew.
	 */
	static void forget() {
		place().ifPresent((place) -> place.set(null));
	}

	/**
	 * Where the request that this thread serves keeps a row: one place for all threads
	 * that a host application lets serve it.
	 */
	@SuppressWarnings("unchecked")
	private static Optional<AtomicReference<@Nullable ConnectionRow>> place() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request == null) {
			return Optional.empty();
		}
		try {
			Object place = request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
			if (place == null) {
				place = new AtomicReference<@Nullable ConnectionRow>();
				request.setAttribute(ATTRIBUTE, place, RequestAttributes.SCOPE_REQUEST);
			}
			return Optional.of((AtomicReference<@Nullable ConnectionRow>) place);
		}
		catch (IllegalStateException ex) {
			// the request is over, but not for this thread
			return Optional.empty();
		}
	}

	private boolean isOf(String registrationId, String principalName) {
		return this.connection.registrationId().equals(registrationId)
				&& this.connection.principalName().equals(principalName);
	}

	private boolean isRecent() {
		return System.nanoTime() - this.readAt < KEPT.toNanos();
	}

	private static Set<String> split(String scopes) {
		return Set.of(StringUtils.tokenizeToStringArray(scopes, " "));
	}

	@Override
	public String toString() {
		return "ConnectionRow[" + this.connection.id() + "]";
	}

}
