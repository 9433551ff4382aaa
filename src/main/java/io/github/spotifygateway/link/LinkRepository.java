package io.github.spotifygateway.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import io.github.spotifygateway.keys.UserCode;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.Timestamps;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of the {@code link} table: links that were used. Every change says what it
 * expects to find, so that of two at the same time, on whichever nodes, one takes effect.
 */
final class LinkRepository {

	/** Codes that may be tried for a grant, the right one among them. */
	private static final int MOST_TRIES = 5;

	private final JdbcClient jdbc;

	LinkRepository(GatewayDatabase database) {
		this.jdbc = database.jdbc();
	}

	/**
	 * Use a link.
	 * @return {@code false} if it was used before
	 */
	boolean insert(Link link, UserCode code, String pendingGrant, Instant expiresAt) {
		try {
			this.jdbc.sql("""
					insert into link (id_hash, principal_name, issuer, subject, code_hash, pending_grant, tries,
					expires_at) values (?, ?, ?, ?, ?, ?, 0, ?)""")
				.params(link.idHash(), link.user().principalName(), link.user().issuer(), link.user().subject(),
						code.hash(), pendingGrant, Timestamps.of(expiresAt))
				.update();
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	boolean isUsed(Link link) {
		return this.jdbc.sql("select count(*) from link where id_hash = ?")
			.param(link.idHash())
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * Take note of a try, before it is known whether it is right: many at the same time
	 * do not get more of them.
	 */
	void countTry(String principalName, Instant now) {
		this.jdbc.sql("""
				update link set tries = tries + 1
				where principal_name = ? and pending_grant is not null and expires_at > ?""")
			.params(principalName, Timestamps.of(now))
			.update();
		this.jdbc.sql("""
				update link set code_hash = null, pending_grant = null
				where principal_name = ? and tries > ?""").params(principalName, MOST_TRIES).update();
	}

	/**
	 * Find the grants that wait for a user's code.
	 */
	List<Waiting> findWaiting(String principalName, Instant now) {
		return this.jdbc.sql("""
				select id_hash, code_hash, pending_grant from link
				where principal_name = ? and pending_grant is not null and expires_at > ?""")
			.params(principalName, Timestamps.of(now))
			.query((row, index) -> read(row))
			.list();
	}

	/**
	 * Take a grant, which then waits no more.
	 * @return {@code false} if it was taken before, or was tried for too often
	 */
	boolean take(Waiting waiting) {
		return this.jdbc.sql("""
				update link set code_hash = null, pending_grant = null
				where id_hash = ? and pending_grant is not null""").param(waiting.idHash()).update() == 1;
	}

	void deleteExpired(Instant now) {
		this.jdbc.sql("delete from link where expires_at < ?").param(Timestamps.of(now)).update();
	}

	private static Waiting read(ResultSet row) throws SQLException {
		return new Waiting(row.getBytes("id_hash"), row.getBytes("code_hash"), row.getString("pending_grant"));
	}

	/**
	 * A grant that waits for its code.
	 */
	record Waiting(byte[] idHash, byte[] codeHash, String pendingGrant) {
	}

}
