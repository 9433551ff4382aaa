package io.github.spotifygateway.connection;

import java.time.Duration;

import io.github.spotifygateway.store.GatewayDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which grants Spotify ended, by what it says of them, and what becomes of their tokens.
 */
final class EndedGrants {

	private final JdbcClient jdbc;

	EndedGrants(GatewayDatabase database) {
		this.jdbc = database.jdbc();
	}

	/**
	 * Remember that Spotify called the grant invalid, without believing it.
	 * @return {@code false} if the row has changed since it was read, or is another
	 * node's now; nothing is written then
	 */
	boolean markInvalid(StoredConnection read, String leaseOwner) {
		return this.jdbc.sql("""
				update connection set invalid_at = current_timestamp
				where id = ? and version = ? and lease_owner = ?""")
			.params(read.connection().id(), read.version(), leaseOwner)
			.update() == 1;
	}

	/**
	 * Remember that the grant ended. The version counts tokens, so it stays.
	 * @return {@code false} if the row has changed since it was read, or is another
	 * node's now; nothing is written then
	 */
	boolean markReauthorize(StoredConnection read, String leaseOwner) {
		return this.jdbc.sql("""
				update connection
				set state = 'REAUTHORIZE', invalid_at = current_timestamp, lease_owner = null, lease_until = null
				where id = ? and version = ? and lease_owner = ?""")
			.params(read.connection().id(), read.version(), leaseOwner)
			.update() == 1;
	}

	/**
	 * Take back that grants ended that Spotify called invalid within some time.
	 * @return how many grants that were
	 */
	int takeBackReauthorize(Duration within) {
		return this.jdbc.sql("""
				update connection set state = 'CONNECTED'
				where state = 'REAUTHORIZE' and access_token is not null and reauthorize_by > current_timestamp
				    and invalid_at > current_timestamp - cast(? as integer) * interval '1' second""")
			.param(within.toSeconds())
			.update();
	}

	/**
	 * Count the grants that Spotify called invalid within some time.
	 */
	long countInvalid(Duration within) {
		return this.jdbc.sql("""
				select count(*) from connection
				where invalid_at > current_timestamp - cast(? as integer) * interval '1' second
				    and reauthorize_by > current_timestamp""").param(within.toSeconds()).query(Long.class).single();
	}

	/**
	 * Count the grants for which Spotify issued an access token within some time.
	 */
	long countRefreshed(Duration within) {
		return this.jdbc.sql("""
				select count(*) from connection
				where invalid_at is null
				    and access_issued_at > current_timestamp - cast(? as integer) * interval '1' second""")
			.param(within.toSeconds())
			.query(Long.class)
			.single();
	}

	/**
	 * Delete the tokens of grants that ended some time ago, whether Spotify said so or
	 * their six months are over and nobody asked.
	 * @return how many grants that were
	 */
	int deleteTokensEndedBefore(Duration age) {
		return this.jdbc.sql("""
				update connection
				set state = 'REAUTHORIZE', access_token = null, refresh_token = null, key_id = null
				where access_token is not null
				    and (state = 'REAUTHORIZE'
				            and invalid_at < current_timestamp - cast(:seconds as integer) * interval '1' second
				        or reauthorize_by < current_timestamp - cast(:seconds as integer) * interval '1' second)""")
			.param("seconds", age.toSeconds())
			.update();
	}

}
