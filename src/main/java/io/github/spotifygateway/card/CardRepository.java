package io.github.spotifygateway.card;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.github.spotifygateway.connection.ConnectionLock;
import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.Timestamps;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of the {@code card} and {@code card_snapshot} tables. They hang on a
 * connection and go with it; a snapshot goes with the last card.
 */
final class CardRepository {

	private final GatewayDatabase database;

	private final JdbcClient jdbc;

	CardRepository(GatewayDatabase database) {
		this.database = database;
		this.jdbc = database.jdbc();
	}

	/**
	 * Change what hangs on a connection while nobody else does, on whichever node. All
	 * that is done takes effect, or none of it if it fails.
	 */
	boolean changeAlone(String connectionId, BooleanSupplier change) {
		return ConnectionLock.changeAlone(this.database, connectionId, change);
	}

	void insert(Card card, byte[] hash, String connectionId) {
		this.jdbc.sql("""
				insert into card (id, connection_id, secret_hash, name, hint, fields, theme, layout, created_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(card.id(), connectionId, hash, card.name(), card.hint(), CardField.write(card.fields()),
					card.theme().toString(), card.layout().toString(), Timestamps.of(card.createdAt()))
			.update();
	}

	List<Card> find(String connectionId) {
		return this.jdbc.sql("select * from card where connection_id = ? order by created_at, id")
			.param(connectionId)
			.query((row, index) -> read(row))
			.list();
	}

	int count(String connectionId) {
		return this.jdbc.sql("select count(*) from card where connection_id = ?")
			.param(connectionId)
			.query(Integer.class)
			.single();
	}

	/**
	 * Find a card by its address, with what is known of its owner.
	 */
	Optional<Shared> find(byte[] hash) {
		return this.jdbc.sql("""
				select c.*, s.snapshot from card c left join card_snapshot s on s.connection_id = c.connection_id
				where c.secret_hash = ?""")
			.param(hash)
			.query((row, index) -> new Shared(read(row), row.getString("connection_id"), row.getString("snapshot")))
			.optional();
	}

	/**
	 * Delete a card, and after the last one what was known of its owner.
	 * @return {@code false} if its owner has no such card
	 */
	boolean delete(String id, String connectionId) {
		return changeAlone(connectionId, () -> {
			boolean deleted = this.jdbc.sql("delete from card where id = ? and connection_id = ?")
				.params(id, connectionId)
				.update() == 1;
			if (deleted && count(connectionId) == 0) {
				this.jdbc.sql("delete from card_snapshot where connection_id = ?").param(connectionId).update();
			}
			return deleted;
		});
	}

	/**
	 * Keep what a user is listening to, unless something newer is known or no card would
	 * show it.
	 */
	void saveSnapshot(String connectionId, String snapshot, Instant observedAt) {
		changeAlone(connectionId, () -> {
			if (count(connectionId) == 0) {
				return false;
			}
			this.jdbc.sql("delete from card_snapshot where connection_id = ? and observed_at <= ?")
				.params(connectionId, Timestamps.of(observedAt))
				.update();
			return this.jdbc.sql("""
					insert into card_snapshot (connection_id, snapshot, observed_at)
					select id, cast(? as varchar(16000)), cast(? as timestamp(3) with time zone) from connection
					where id = ? and not exists (select 1 from card_snapshot where connection_id = ?)""")
				.params(snapshot, Timestamps.of(observedAt), connectionId, connectionId)
				.update() == 1;
		});
	}

	/**
	 * Delete what was seen too long ago to be shown.
	 * @return how many users it was of
	 */
	int deleteSnapshots(Instant before) {
		return this.jdbc.sql("delete from card_snapshot where observed_at < ?").param(Timestamps.of(before)).update();
	}

	private static Card read(ResultSet row) throws SQLException {
		return new Card(row.getString("id"), row.getString("name"), row.getString("hint"),
				CardField.read(row.getString("fields")),
				CardOptions.read(CardTheme.values(), row.getString("theme"), CardTheme.AUTO),
				CardOptions.read(CardLayout.values(), row.getString("layout"), CardLayout.WIDE),
				Timestamps.read(row, "created_at"));
	}

	/**
	 * A card and what is known of its owner.
	 *
	 * @param card the card
	 * @param connectionId the owner's connection
	 * @param snapshot what the owner was last seen listening to, encrypted
	 */
	record Shared(Card card, String connectionId, @Nullable String snapshot) {
	}

}
