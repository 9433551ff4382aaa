package io.github.spotifygateway.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.github.spotifygateway.playback.NowPlaying;
import org.jspecify.annotations.Nullable;

/**
 * What the followers of a user are told, until the next event.
 *
 * @param id tells it from all others
 * @param nowPlaying what the user is listening to, as far as it is known
 * @param problem why it is not known better, as a problem's members
 */
record PlaybackEvent(String id, @Nullable NowPlaying nowPlaying, @Nullable Map<String, Object> problem) {

	/** How far a position may be off before somebody must have sought. */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	static PlaybackEvent of(NowPlaying nowPlaying) {
		return new PlaybackEvent(newId(), nowPlaying, null);
	}

	/**
	 * The event after this one when Spotify could not be asked.
	 */
	static PlaybackEvent ofProblem(Map<String, Object> problem, @Nullable PlaybackEvent last) {
		NowPlaying known = (last != null) ? last.nowPlaying : null;
		return new PlaybackEvent(newId(), (known != null) ? known.toStale() : null, problem);
	}

	/**
	 * Whether followers must hear of this: another item or state, another place in the
	 * item than the clock explains, or the end of a problem.
	 */
	boolean isOutdatedBy(NowPlaying later) {
		if (this.nowPlaying == null || this.problem != null) {
			return true;
		}
		return !withoutPosition(this.nowPlaying).equals(withoutPosition(later)) || sought(this.nowPlaying, later);
	}

	/**
	 * Whether it tells of the same problem.
	 */
	boolean tells(Map<String, Object> other) {
		return this.problem != null && Objects.equals(this.problem.get("type"), other.get("type"));
	}

	private static boolean sought(NowPlaying before, NowPlaying later) {
		Long expected = before.positionAt(later.observedAt());
		Long actual = later.progressMs();
		if (expected == null || actual == null) {
			return !Objects.equals(expected, actual);
		}
		return Math.abs(expected - actual) > TOLERANCE.toMillis();
	}

	private static NowPlaying withoutPosition(NowPlaying playing) {
		return new NowPlaying(playing.state(), playing.type(), playing.title(), List.copyOf(playing.creators()),
				playing.collection(), playing.image(), playing.url(), null, playing.durationMs(), playing.device(),
				Instant.EPOCH, playing.stale());
	}

	private static String newId() {
		return UUID.randomUUID().toString().replace("-", "");
	}

}
