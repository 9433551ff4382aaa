package io.github.spotifygateway.card;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.spotifygateway.playback.NowPlaying;
import io.github.spotifygateway.playback.NowPlaying.State;
import io.github.spotifygateway.playback.NowPlaying.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a user was last seen listening to, as it is kept for cards: without the device,
 * and without the item when the user keeps it from others.
 *
 * @param privateSession whether the user keeps it from others
 * @param playing what was seen
 */
record Snapshot(boolean privateSession, NowPlaying playing) {

	/** For how long a snapshot stands for the present when no item tells its end. */
	private static final Duration LASTING = Duration.ofMinutes(10);

	/** What an item may be late, because of buffering or someone who went back. */
	private static final Duration GRACE = Duration.ofSeconds(30);

	private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

	/** For how long it is kept. */
	static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

	private static final Duration KEPT_FRESH_EVERY = Duration.ofSeconds(30);

	private static final long SEEK_MS = 3_000;

	private static final int LONGEST_TEXT = 300;

	private static final int LONGEST_CREATOR = 100;

	private static final int LONGEST_ADDRESS = 1_000;

	private static final int MOST_CREATORS = 10;

	static Snapshot of(NowPlaying seen) {
		boolean hidden = seen.device() != null && seen.device().privateSession();
		if (hidden) {
			return new Snapshot(true, new NowPlaying(State.IDLE, null, null, List.of(), null, null, null, null, null,
					null, seen.observedAt(), false));
		}
		return new Snapshot(false, new NowPlaying(seen.state(), seen.type(), cut(seen.title()),
				seen.creators().stream().limit(MOST_CREATORS).map((name) -> cut(name, LONGEST_CREATOR)).toList(),
				cut(seen.collection()), address(seen.image()), address(seen.url()), seen.progressMs(),
				seen.durationMs(), null, seen.observedAt(), false));
	}

	/**
	 * Whether it is worth keeping in place of an earlier one.
	 */
	boolean differsFrom(Snapshot earlier) {
		Instant observedAt = this.playing.observedAt();
		return this.privateSession != earlier.privateSession || !withoutTime().equals(earlier.withoutTime())
				|| sought(earlier) || observedAt.isAfter(earlier.playing.observedAt().plus(KEPT_FRESH_EVERY));
	}

	/**
	 * What it says of playback at a moment.
	 */
	CardStatus statusAt(Instant now) {
		Instant observedAt = this.playing.observedAt();
		if (now.isAfter(observedAt.plus(FORGOTTEN_AFTER))) {
			return CardStatus.UNKNOWN;
		}
		if (this.privateSession) {
			return CardStatus.PRIVATE_SESSION;
		}
		if (this.playing.title() == null) {
			return withoutItemAt(now);
		}
		return switch (this.playing.state()) {
			case PLAYING -> now.isAfter(end()) ? CardStatus.LAST_PLAYED : CardStatus.PLAYING;
			case PAUSED -> now.isAfter(observedAt.plus(LONGEST_PAUSE)) ? CardStatus.LAST_PLAYED : CardStatus.PAUSED;
			case IDLE -> CardStatus.IDLE;
		};
	}

	/**
	 * Since when it is no longer known what plays; {@code null} while it is.
	 */
	@Nullable Duration ageAt(Instant now) {
		Instant since = (statusAt(now) == CardStatus.LAST_PLAYED && this.playing.state() == State.PLAYING) ? end()
				: this.playing.observedAt();
		Duration age = Duration.between(since, now);
		boolean old = statusAt(now) == CardStatus.LAST_PLAYED || age.compareTo(LASTING) > 0;
		return old ? age : null;
	}

	private CardStatus withoutItemAt(Instant now) {
		if (this.playing.state() == State.IDLE) {
			return CardStatus.IDLE;
		}
		boolean lasts = !now.isAfter(this.playing.observedAt().plus(LASTING));
		return (lasts && this.playing.type() == Type.AD) ? CardStatus.ADVERTISEMENT : CardStatus.UNKNOWN;
	}

	private Instant end() {
		Long progress = this.playing.progressMs();
		Long duration = this.playing.durationMs();
		Duration rest = (progress != null && duration != null) ? Duration.ofMillis(Math.max(0, duration - progress))
				: LASTING;
		return this.playing.observedAt().plus(rest).plus(GRACE);
	}

	private boolean sought(Snapshot earlier) {
		Long expected = earlier.playing.positionAt(this.playing.observedAt());
		Long found = this.playing.progressMs();
		return (expected == null || found == null) ? !Objects.equals(expected, found)
				: Math.abs(expected - found) > SEEK_MS;
	}

	private NowPlaying withoutTime() {
		return new NowPlaying(this.playing.state(), this.playing.type(), this.playing.title(), this.playing.creators(),
				this.playing.collection(), this.playing.image(), this.playing.url(), null, this.playing.durationMs(),
				null, Instant.EPOCH, false);
	}

	private static @Nullable String cut(@Nullable String text) {
		return (text != null) ? cut(text, LONGEST_TEXT) : null;
	}

	private static String cut(String text, int length) {
		return (text.codePointCount(0, text.length()) > length) ? text.substring(0, text.offsetByCodePoints(0, length))
				: text;
	}

	private static @Nullable String address(@Nullable String address) {
		return (address != null && address.length() <= LONGEST_ADDRESS) ? address : null;
	}

}
