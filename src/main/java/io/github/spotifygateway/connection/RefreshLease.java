package io.github.spotifygateway.connection;

import java.util.UUID;

import io.github.spotifygateway.startup.StartupFailure;
import io.github.spotifygateway.store.GatewayDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives one node at a time the right to refresh a connection: a mark on its row that ends
 * by itself, by the database's clock. Between taking and ending it no database connection
 * is held.
 */
final class RefreshLease {

	private final JdbcClient jdbc;

	private final long seconds;

	private final String owner = UUID.randomUUID().toString();

	RefreshLease(GatewayDatabase database, RefreshProperties properties) {
		if (properties.lease().compareTo(properties.deadline()) <= 0) {
			throw new StartupFailure(
					"A refresh may take as long as its lease, so that two nodes could refresh at once.",
					"Make spotify-gateway.refresh.lease longer than spotify-gateway.refresh.deadline.");
		}
		this.jdbc = database.jdbc();
		// a part of a second counts as a whole one
		this.seconds = properties.lease().plusMillis(999).toSeconds();
	}

	/**
	 * Who holds the leases this node takes.
	 */
	String owner() {
		return this.owner;
	}

	/**
	 * Take the lease of a connection.
	 * @return {@code false} if another node has it, or if the row has changed since it
	 * was read
	 */
	boolean take(StoredConnection read) {
		return this.jdbc
			.sql("""
					update connection
					set lease_owner = :owner, lease_until = current_timestamp + cast(:seconds as integer) * interval '1' second
					where id = :id and version = :version and state = 'CONNECTED'
					    and (lease_until is null or lease_until < current_timestamp)""")
			.param("owner", this.owner)
			.param("seconds", this.seconds)
			.param("id", read.connection().id())
			.param("version", read.version())
			.update() == 1;
	}

	/**
	 * Give the lease back before its time, if this node still has it.
	 */
	void release(StoredConnection read) {
		this.jdbc.sql("update connection set lease_owner = null, lease_until = null where id = ? and lease_owner = ?")
			.params(read.connection().id(), this.owner)
			.update();
	}

}
