package io.github.spotifygateway.card;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.github.spotifygateway.playback.NowPlaying;
import org.jspecify.annotations.Nullable;

/**
 * What a card shows at a moment. Holds nothing that is not among the card's fields, so
 * whoever draws it cannot give away more.
 *
 * @param fields the card's fields
 * @param status what it says of playback; {@code null} unless it shows the state
 * @param age since when it is no longer known what plays, to the minute; {@code null}
 * while it is
 * @param title the item's name
 * @param creators who made it
 * @param collection what it is from
 * @param cover address of its picture
 * @param link its page at Spotify
 * @param progress how far it is
 * @param observedAt when Spotify was asked; {@code null} unless the card shows the state
 * or the progress
 */
record CardContent(Set<CardField> fields, @Nullable CardStatus status, @Nullable Duration age, @Nullable String title,
		List<String> creators, @Nullable String collection, @Nullable String cover, @Nullable String link,
		@Nullable Progress progress, @Nullable Instant observedAt) {

	/** The fields that are lines of text, in the order they are drawn. */
	static final List<CardField> TEXTS = List.of(CardField.TITLE, CardField.CREATORS, CardField.COLLECTION);

	private static final String SPOTIFY = "https://open.spotify.com/";

	/**
	 * What a card shows.
	 * @param card the card
	 * @param snapshot what its owner was last seen listening to
	 * @param now the moment
	 * @return no more than the card's fields
	 */
	static CardContent of(Card card, @Nullable Snapshot snapshot, Instant now) {
		CardStatus status = (snapshot != null) ? snapshot.statusAt(now) : CardStatus.UNKNOWN;
		if (snapshot == null || status == CardStatus.UNKNOWN) {
			return new CardContent(card.fields(), card.shows(CardField.STATE) ? status : null, null, null, List.of(),
					null, null, null, null, null);
		}
		return status.hasItem() ? withItem(card, snapshot, now) : withoutItem(card, snapshot, now);
	}

	private static CardContent withoutItem(Card card, Snapshot snapshot, Instant now) {
		boolean state = card.shows(CardField.STATE);
		return new CardContent(card.fields(), state ? snapshot.statusAt(now) : null, state ? age(snapshot, now) : null,
				null, List.of(), null, null, null, null, state ? snapshot.playing().observedAt() : null);
	}

	private static CardContent withItem(Card card, Snapshot snapshot, Instant now) {
		NowPlaying item = snapshot.playing();
		CardStatus status = snapshot.statusAt(now);
		boolean state = card.shows(CardField.STATE);
		return new CardContent(card.fields(), state ? status : null, state ? age(snapshot, now) : null,
				card.shows(CardField.TITLE) ? item.title() : null,
				card.shows(CardField.CREATORS) ? item.creators() : List.of(),
				card.shows(CardField.COLLECTION) ? item.collection() : null,
				card.shows(CardField.COVER) ? item.image() : null, card.shows(CardField.LINK) ? link(item) : null,
				card.shows(CardField.PROGRESS) ? progress(item, status, now) : null,
				(state || card.shows(CardField.PROGRESS)) ? item.observedAt() : null);
	}

	private static @Nullable Duration age(Snapshot snapshot, Instant now) {
		Duration age = snapshot.ageAt(now);
		return (age != null) ? Duration.ofMinutes(age.toMinutes()) : null;
	}

	private static @Nullable String link(NowPlaying item) {
		return (item.url() != null && item.url().startsWith(SPOTIFY)) ? item.url() : null;
	}

	private static @Nullable Progress progress(NowPlaying item, CardStatus status, Instant now) {
		Long observed = item.progressMs();
		Long position = item.positionAt(now);
		Long duration = item.durationMs();
		if (observed == null || position == null || duration == null || duration <= 0
				|| status == CardStatus.LAST_PLAYED) {
			return null;
		}
		return new Progress(observed, Math.max(0, Math.min(position, duration)), duration,
				status == CardStatus.PLAYING);
	}

	/**
	 * How far an item is.
	 *
	 * @param observedMs where it was when Spotify was asked, in milliseconds
	 * @param positionMs where it is now
	 * @param durationMs its length
	 * @param moving whether it moves on
	 */
	record Progress(long observedMs, long positionMs, long durationMs, boolean moving) {
	}

}
