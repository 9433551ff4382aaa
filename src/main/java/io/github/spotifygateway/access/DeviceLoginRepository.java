package io.github.spotifygateway.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

import io.github.spotifygateway.access.DeviceLogin.State;
import io.github.spotifygateway.keys.UserCode;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.Timestamps;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of the {@code device_login} table. Every change says what it expects to find,
 * so that of two at the same time, on whichever nodes, one takes effect.
 */
final class DeviceLoginRepository {

	private final JdbcClient jdbc;

	DeviceLoginRepository(GatewayDatabase database) {
		this.jdbc = database.jdbc();
	}

	void insert(DeviceLogin login, DeviceCode deviceCode, UserCode userCode) {
		this.jdbc.sql("""
				insert into device_login (device_code_hash, user_code_hash, client_name, scopes, asked_from, asked_at,
				expires_at, state, poll_interval, next_poll_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(deviceCode.hash(), userCode.hash(), login.clientName(), ApiTokenScope.write(login.scopes()),
					login.askedFrom(), Timestamps.of(login.askedAt()), Timestamps.of(login.expiresAt()),
					login.state().name(), login.pollInterval(), Timestamps.of(login.askedAt()))
			.update();
	}

	/**
	 * Count those that wait for a decision.
	 */
	int countPending(Instant now) {
		return this.jdbc.sql("select count(*) from device_login where state = 'PENDING' and expires_at > ?")
			.param(Timestamps.of(now))
			.query(Integer.class)
			.single();
	}

	Optional<DeviceLogin> find(DeviceCode code) {
		return this.jdbc.sql("select * from device_login where device_code_hash = ?")
			.param(code.hash())
			.query((row, index) -> read(row))
			.optional();
	}

	/**
	 * Find one that waits for a decision.
	 */
	Optional<DeviceLogin> findPending(UserCode code, Instant now) {
		return this.jdbc
			.sql("select * from device_login where user_code_hash = ? and state = 'PENDING' and expires_at > ?")
			.params(code.hash(), Timestamps.of(now))
			.query((row, index) -> read(row))
			.optional();
	}

	/**
	 * Approve one that waits for a decision.
	 * @return {@code false} if there is none
	 */
	boolean approve(UserCode code, String connectionId, Instant now) {
		return this.jdbc.sql("""
				update device_login set state = 'APPROVED', connection_id = ?
				where user_code_hash = ? and state = 'PENDING' and expires_at > ?""")
			.params(connectionId, code.hash(), Timestamps.of(now))
			.update() == 1;
	}

	/**
	 * Refuse one that waits for a decision.
	 * @return {@code false} if there is none
	 */
	boolean refuse(UserCode code, Instant now) {
		return this.jdbc.sql("""
				update device_login set state = 'REFUSED'
				where user_code_hash = ? and state = 'PENDING' and expires_at > ?""")
			.params(code.hash(), Timestamps.of(now))
			.update() == 1;
	}

	/**
	 * Refuse one that is approved, because its user cannot have its token.
	 */
	void refuseApproved(DeviceCode code) {
		this.jdbc.sql("""
				update device_login set state = 'REFUSED', connection_id = null
				where device_code_hash = ? and state = 'APPROVED'""").param(code.hash()).update();
	}

	/**
	 * Take note of a question.
	 * @return {@code false} if it came too early
	 */
	boolean poll(DeviceCode code, Instant now, Instant next) {
		return this.jdbc
			.sql("update device_login set next_poll_at = ? where device_code_hash = ? and next_poll_at <= ?")
			.params(Timestamps.of(next), code.hash(), Timestamps.of(now))
			.update() == 1;
	}

	/**
	 * Let a device wait longer between questions.
	 */
	void slowDown(DeviceCode code, int pollInterval, Instant next) {
		this.jdbc.sql("update device_login set poll_interval = ?, next_poll_at = ? where device_code_hash = ?")
			.params(pollInterval, Timestamps.of(next), code.hash())
			.update();
	}

	/**
	 * Delete one that is approved.
	 * @return {@code false} if there is none, because its token was fetched before
	 */
	boolean deleteApproved(DeviceCode code) {
		return this.jdbc.sql("delete from device_login where device_code_hash = ? and state = 'APPROVED'")
			.param(code.hash())
			.update() == 1;
	}

	void deleteExpired(Instant before) {
		this.jdbc.sql("delete from device_login where expires_at < ?").param(Timestamps.of(before)).update();
	}

	private static DeviceLogin read(ResultSet row) throws SQLException {
		return new DeviceLogin(row.getString("client_name"), ApiTokenScope.read(row.getString("scopes")),
				row.getString("asked_from"), Timestamps.read(row, "asked_at"), Timestamps.read(row, "expires_at"),
				State.valueOf(row.getString("state")), row.getString("connection_id"), row.getInt("poll_interval"));
	}

}
