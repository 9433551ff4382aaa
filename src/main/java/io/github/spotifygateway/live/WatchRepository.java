package io.github.spotifygateway.live;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.github.spotifygateway.keys.DecryptionException;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.SecretContext;
import io.github.spotifygateway.store.GatewayDatabase;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of the {@code watch} table: who looks at Spotify for all nodes, by a lease
 * that ends by itself, and what was seen. What a user listens to is encrypted.
 */
final class WatchRepository {

	private final JdbcClient jdbc;

	private final KeyRing keyRing;

	private final long leaseSeconds;

	private final String node = UUID.randomUUID().toString();

	private final JsonMapper jsonMapper = JsonMapper.shared();

	WatchRepository(GatewayDatabase database, KeyRing keyRing, LiveProperties properties) {
		this.jdbc = database.jdbc();
		this.keyRing = keyRing;
		this.leaseSeconds = Math.max(1, properties.lease().toSeconds());
	}

	/**
	 * Read the rows of some connections.
	 */
	List<Row> find(Collection<String> connectionIds) {
		return this.jdbc.sql("""
				select connection_id, event_id, nudges, lease_owner, lease_until > current_timestamp as leased
				from watch where connection_id in (:ids)""").param("ids", connectionIds).query((row, index) -> {
			boolean leased = row.getBoolean("leased");
			return new Row(row.getString("connection_id"), row.getString("event_id"), row.getInt("nudges"), leased,
					leased && this.node.equals(row.getString("lease_owner")));
		}).list();
	}

	/**
	 * Begin to watch a connection, unless another node was quicker.
	 * @throws org.springframework.dao.DataIntegrityViolationException if there is no such
	 * connection
	 */
	void begin(String connectionId) {
		try {
			this.jdbc.sql("""
					insert into watch (connection_id, nudges, lease_owner, lease_until)
					values (:id, 0, :node, current_timestamp + cast(:seconds as integer) * interval '1' second)""")
				.param("id", connectionId)
				.param("node", this.node)
				.param("seconds", this.leaseSeconds)
				.update();
		}
		catch (DuplicateKeyException ex) {
			// the other node looks
		}
	}

	/**
	 * Look instead of a node that is gone.
	 */
	void takeOver(String connectionId) {
		this.jdbc.sql("""
				update watch set lease_owner = :node,
				lease_until = current_timestamp + cast(:seconds as integer) * interval '1' second
				where connection_id = :id and lease_until <= current_timestamp""")
			.param("id", connectionId)
			.param("node", this.node)
			.param("seconds", this.leaseSeconds)
			.update();
	}

	/**
	 * Prolong the leases that this node has on some connections.
	 */
	void renew(Collection<String> connectionIds) {
		this.jdbc.sql("""
				update watch set lease_until = current_timestamp + cast(:seconds as integer) * interval '1' second
				where lease_owner = :node and connection_id in (:ids)""")
			.param("node", this.node)
			.param("seconds", this.leaseSeconds)
			.param("ids", connectionIds)
			.update();
	}

	/**
	 * Delete what nodes that are gone left behind.
	 */
	void deleteAbandoned() {
		this.jdbc.sql("delete from watch where lease_until < current_timestamp - interval '60' second").update();
	}

	/**
	 * End watches; a node that still has followers begins its own.
	 */
	void release(Collection<String> connectionIds) {
		this.jdbc.sql("delete from watch where lease_owner = :node and connection_id in (:ids)")
			.param("node", this.node)
			.param("ids", connectionIds)
			.update();
	}

	/**
	 * End all watches of this node.
	 */
	void releaseAll() {
		this.jdbc.sql("delete from watch where lease_owner = ?").param(this.node).update();
	}

	/**
	 * The event that the nodes share.
	 */
	Optional<PlaybackEvent> event(String connectionId) {
		return this.jdbc.sql("select event from watch where connection_id = ? and event is not null")
			.param(connectionId)
			.query(String.class)
			.optional()
			.flatMap((ciphertext) -> read(ciphertext, connectionId));
	}

	/**
	 * Share an event with the other nodes.
	 * @param connectionId the connection it is about
	 * @param before the event it comes after
	 * @return {@code false} if another node shared one in the meantime
	 */
	boolean share(String connectionId, @Nullable String before, PlaybackEvent event) {
		return this.jdbc.sql("""
				update watch set event_id = :eventId, event = :event
				where connection_id = :id and coalesce(event_id, '') = :before""")
			.param("eventId", event.id())
			.param("event", this.keyRing.encrypt(this.jsonMapper.writeValueAsString(event), context(connectionId)))
			.param("id", connectionId)
			.param("before", (before != null) ? before : "")
			.update() == 1;
	}

	/**
	 * Ask whichever node looks to look again soon.
	 */
	void nudge(String connectionId) {
		this.jdbc.sql("update watch set nudges = nudges + 1 where connection_id = ?").param(connectionId).update();
	}

	private Optional<PlaybackEvent> read(String ciphertext, String connectionId) {
		try {
			return Optional.of(this.jsonMapper.readValue(this.keyRing.decrypt(ciphertext, context(connectionId)),
					PlaybackEvent.class));
		}
		catch (DecryptionException | JacksonException ex) {
			// of a key or a version this node does not have; the next change is as good
			return Optional.empty();
		}
	}

	private static SecretContext context(String connectionId) {
		return new SecretContext("watch", "event", connectionId);
	}

	/**
	 * A row without its event.
	 *
	 * @param connectionId whose playback is watched
	 * @param eventId the event the nodes share
	 * @param nudges how often somebody asked for another look
	 * @param leased whether a node looks
	 * @param leading whether that is this node
	 */
	record Row(String connectionId, @Nullable String eventId, int nudges, boolean leased, boolean leading) {
	}

}
