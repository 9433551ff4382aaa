package io.github.spotifygateway.login;

import java.time.Clock;
import java.time.Instant;

import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.Timestamps;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Remembers which logins came back, on all nodes: each {@code state} is good for one
 * token call, however often its callback is sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.7">RFC 9700, Cross-Site
 * Request Forgery</a>
 */
final class CompletedLogins {

	private final JdbcClient jdbc;

	private final Clock clock;

	CompletedLogins(GatewayDatabase database, Clock clock) {
		this.jdbc = database.jdbc();
		this.clock = clock;
	}

	/**
	 * Take note of a login that came back.
	 * @param state its state
	 * @return {@code false} if it came back before
	 */
	boolean add(String state) {
		Instant now = this.clock.instant();
		this.jdbc.sql("delete from completed_login where expires_at < ?").param(Timestamps.of(now)).update();
		try {
			this.jdbc.sql("insert into completed_login (state_hash, expires_at) values (?, ?)")
				.params(PendingLoginCookies.hash(state), Timestamps.of(now.plus(PendingLogin.LIFETIME)))
				.update();
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

}
