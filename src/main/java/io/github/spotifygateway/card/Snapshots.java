package io.github.spotifygateway.card;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.spotifygateway.card.CardRepository.Shared;
import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.keys.DecryptionException;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.SecretContext;
import io.github.spotifygateway.playback.NowPlaying;
import io.github.spotifygateway.playback.PlaybackObserver;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what users with cards are listening to, whenever someone else asks Spotify for
 * it. Encrypted in the database, so that all nodes show it, and after a restart too.
 */
final class Snapshots implements PlaybackObserver {

	private static final Log logger = LogFactory.getLog(Snapshots.class);

	private static final int MOST_REMEMBERED = 10_000;

	private final CardRepository repository;

	private final KeyRing keyRing;

	private final JsonMapper jsonMapper = new JsonMapper();

	/** What this node kept last; others may have kept something newer. */
	private final Cache<String, Snapshot> kept = Caffeine.newBuilder()
		.maximumSize(MOST_REMEMBERED)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	/** Connections that had no card a moment ago. */
	private final Cache<String, Boolean> withoutCard = Caffeine.newBuilder()
		.maximumSize(MOST_REMEMBERED)
		.expireAfterWrite(Duration.ofSeconds(10))
		.build();

	Snapshots(CardRepository repository, KeyRing keyRing) {
		this.repository = repository;
		this.keyRing = keyRing;
	}

	@Override
	public void observed(Connection connection, NowPlaying nowPlaying) {
		Snapshot snapshot = Snapshot.of(nowPlaying);
		Snapshot earlier = this.kept.getIfPresent(connection.id());
		if (this.withoutCard.getIfPresent(connection.id()) != null
				|| (earlier != null && !snapshot.differsFrom(earlier))) {
			return;
		}
		try {
			keep(connection.id(), snapshot);
		}
		catch (RuntimeException ex) {
			// the caller has what it asked for; a card may wait
			logger.debug("What connection " + connection.id() + " plays was not kept for its cards");
			this.withoutCard.put(connection.id(), true);
		}
	}

	/**
	 * Take note that a user may have got a first card or lost the last one.
	 */
	void cardsChanged(String connectionId) {
		this.withoutCard.invalidate(connectionId);
		this.kept.invalidate(connectionId);
	}

	/**
	 * Read a snapshot. One whose key is gone is as if there were none.
	 */
	Optional<Snapshot> read(Shared shared) {
		if (shared.snapshot() == null) {
			return Optional.empty();
		}
		try {
			String json = this.keyRing.decrypt(shared.snapshot(), context(shared.connectionId()));
			return Optional.of(this.jsonMapper.readValue(json, Snapshot.class));
		}
		catch (DecryptionException | JacksonException ex) {
			return Optional.empty();
		}
	}

	private void keep(String connectionId, Snapshot snapshot) {
		if (this.repository.count(connectionId) == 0) {
			this.withoutCard.put(connectionId, true);
			return;
		}
		String json = this.jsonMapper.writeValueAsString(snapshot);
		this.repository.saveSnapshot(connectionId, this.keyRing.encrypt(json, context(connectionId)),
				snapshot.playing().observedAt());
		this.kept.put(connectionId, snapshot);
	}

	private static SecretContext context(String connectionId) {
		return new SecretContext("card_snapshot", "snapshot", connectionId);
	}

}
