package io.github.spotifygateway.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.spotifygateway.playback.NowPlaying;
import io.github.spotifygateway.playback.NowPlaying.State;
import org.jspecify.annotations.Nullable;

/**
 * When to look at a user's playback. While something plays: regularly, and right after
 * the end of the item. Otherwise the longer nothing has changed, the later.
 */
final class LookSchedule {

	private static final Duration AFTER_THE_END = Duration.ofSeconds(1);

	/** What a command did shows at Spotify a little later. */
	private static final Duration AFTER_A_COMMAND = Duration.ofMillis(500);

	/** The part of the time without a change that passes until the next look. */
	private static final int PART = 10;

	private static final int MOST_DOUBLINGS = 10;

	private final LiveProperties properties;

	private final InstantSource clock;

	private final AtomicBoolean underWay = new AtomicBoolean();

	private final AtomicReference<Times> times = new AtomicReference<>(
			new Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 0));

	LookSchedule(LiveProperties properties, InstantSource clock) {
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Begin a look if it is time and none is under way.
	 * @return whether it has begun; then {@link #end} must follow
	 */
	boolean begin() {
		return !this.clock.instant().isBefore(times().next()) && this.underWay.compareAndSet(false, true);
	}

	void end() {
		this.underWay.set(false);
	}

	/**
	 * Take note of an answer.
	 * @param nowPlaying the answer
	 * @param news whether it tells of a change
	 */
	void answered(NowPlaying nowPlaying, boolean news) {
		Instant now = nowPlaying.observedAt();
		this.times.updateAndGet((last) -> {
			Instant changedAt = news ? now : last.changedAt();
			Instant next = now.plus(wait(nowPlaying, changedAt));
			// what a command did may not show yet
			boolean early = last.wanted().isAfter(now) && last.wanted().isBefore(next);
			return new Times(now, changedAt, early ? last.wanted() : next, last.wanted(), 0);
		});
	}

	/**
	 * Take note of a failure.
	 * @param retryAfter how long Spotify wants to be left alone, if it said so
	 */
	void failed(@Nullable Duration retryAfter) {
		Instant now = this.clock.instant();
		this.times.updateAndGet((last) -> {
			Duration growing = this.properties.interval().multipliedBy(1L << Math.min(last.failures(), MOST_DOUBLINGS));
			// who asks earlier is answered here, without a call
			Duration wait = (retryAfter != null && retryAfter.compareTo(growing) > 0) ? retryAfter : growing;
			return new Times(last.lookedAt(), last.changedAt(), now.plus(bounded(wait)), last.wanted(),
					last.failures() + 1);
		});
	}

	/**
	 * Look soon, because the user did something.
	 */
	void soon() {
		Instant wanted = this.clock.instant().plus(AFTER_A_COMMAND);
		this.times
			.updateAndGet((last) -> new Times(last.lookedAt(), last.changedAt(), last.next(), wanted, last.failures()));
		noLaterThan(wanted);
	}

	/**
	 * Look at once, unless what is known is as new as while something plays, or looking
	 * fails for now.
	 */
	void unlessRecent() {
		Times last = times();
		boolean old = last.lookedAt().plus(this.properties.interval()).isBefore(this.clock.instant());
		if (old && last.failures() == 0) {
			atOnce();
		}
	}

	/**
	 * Look at once.
	 */
	void atOnce() {
		noLaterThan(Instant.EPOCH);
	}

	private Times times() {
		return Objects.requireNonNull(this.times.get());
	}

	private void noLaterThan(Instant instant) {
		this.times.updateAndGet((last) -> instant.isBefore(last.next())
				? new Times(last.lookedAt(), last.changedAt(), instant, last.wanted(), last.failures()) : last);
	}

	private Duration wait(NowPlaying playing, Instant changedAt) {
		if (playing.state() != State.PLAYING) {
			return bounded(Duration.between(changedAt, playing.observedAt()).dividedBy(PART));
		}
		if (playing.progressMs() == null || playing.durationMs() == null) {
			return this.properties.interval();
		}
		Duration left = Duration.ofMillis(Math.max(0, playing.durationMs() - playing.progressMs())).plus(AFTER_THE_END);
		return (left.compareTo(this.properties.interval()) < 0) ? left : this.properties.interval();
	}

	private Duration bounded(Duration duration) {
		if (duration.compareTo(this.properties.interval()) < 0) {
			return this.properties.interval();
		}
		return (duration.compareTo(this.properties.longestInterval()) > 0) ? this.properties.longestInterval()
				: duration;
	}

	/**
	 * The looks so far and the next one.
	 *
	 * @param lookedAt when Spotify last answered
	 * @param changedAt since when things are as they are
	 * @param next when to look again
	 * @param wanted when what the last command did can be seen
	 * @param failures how many looks in a row failed
	 */
	private record Times(Instant lookedAt, Instant changedAt, Instant next, Instant wanted, int failures) {
	}

}
