package io.github.spotifygateway.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.spotifygateway.playback.NowPlaying;
import io.github.spotifygateway.playback.NowPlaying.State;
import io.github.spotifygateway.playback.NowPlaying.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When to look at a user's playback.
 */
class LookScheduleTests {

	private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final LookSchedule looks = new LookSchedule(new LiveProperties(Duration.ofSeconds(5),
			Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(15), 1, 1, 1), this.now::get);

	@Test
	void firstLookIsAtOnce() {
		assertThat(this.looks.begin()).isTrue();
	}

	@Test
	void thereIsOneLookAtATime() {
		this.looks.begin();
		assertThat(this.looks.begin()).isFalse();
		this.looks.end();
		assertThat(this.looks.begin()).isTrue();
	}

	@Test
	void whilePlayingLooksAreRegular() {
		this.looks.answered(playing(State.PLAYING, 10_000L), true);
		assertNextAfter(Duration.ofSeconds(5));
	}

	@Test
	void itemThatEndsEarlierIsLookedAtRightAfterItsEnd() {
		this.looks.answered(playing(State.PLAYING, 198_500L), true);
		assertNextAfter(Duration.ofMillis(2_500));
	}

	@Test
	void itemWithoutPositionIsLookedAtRegularly() {
		this.looks.answered(playing(State.PLAYING, null), true);
		assertNextAfter(Duration.ofSeconds(5));
	}

	@Test
	void whatHasNotChangedForLongIsLookedAtLess() {
		this.looks.answered(playing(State.PAUSED, 1L), true);
		pass(Duration.ofMinutes(5));
		this.looks.answered(playing(State.PAUSED, 1L), false);
		assertNextAfter(Duration.ofSeconds(30));
		pass(Duration.ofHours(1));
		this.looks.answered(playing(State.PAUSED, 1L), false);
		assertNextAfter(Duration.ofSeconds(60));
	}

	@Test
	void changeIsLookedAtMoreAgain() {
		this.looks.answered(playing(State.IDLE, null), true);
		pass(Duration.ofHours(1));
		this.looks.answered(playing(State.PAUSED, 1L), true);
		assertNextAfter(Duration.ofSeconds(5));
	}

	@Test
	void failuresInARowAreFartherAndFartherApart() {
		for (int seconds : List.of(5, 10, 20, 40, 60, 60)) {
			this.looks.failed(null);
			assertNextAfter(Duration.ofSeconds(seconds));
		}
		this.looks.answered(playing(State.PLAYING, 1L), true);
		this.looks.failed(null);
		assertNextAfter(Duration.ofSeconds(5));
	}

	@Test
	void coolDownIsWaitedForUpToTheLongestInterval() {
		this.looks.failed(Duration.ofSeconds(30));
		assertNextAfter(Duration.ofSeconds(30));
		this.looks.failed(Duration.ofSeconds(79_892));
		assertNextAfter(Duration.ofSeconds(60));
	}

	@Test
	void commandBringsTheNextLookForward() {
		this.looks.answered(playing(State.PAUSED, 1L), true);
		this.looks.soon();
		assertNextAfter(Duration.ofMillis(500));
	}

	@Test
	void answerFromBeforeACommandShowsDoesNotCallOffTheLookAfterIt() {
		this.looks.answered(playing(State.PAUSED, 1L), true);
		this.looks.soon();
		pass(Duration.ofMillis(100));
		this.looks.answered(playing(State.PAUSED, 1L), false);
		assertNextAfter(Duration.ofMillis(400));
	}

	@Test
	void commandDoesNotPutOffALookThatIsDue() {
		this.looks.answered(playing(State.PLAYING, 199_900L), true);
		pass(Duration.ofSeconds(1));
		this.looks.soon();
		assertNextAfter(Duration.ofMillis(100));
	}

	@Test
	void newFollowerMakesWhatIsOldBeLookedAt() {
		this.looks.answered(playing(State.IDLE, null), true);
		pass(Duration.ofSeconds(4));
		this.looks.unlessRecent();
		assertNextAfter(Duration.ofSeconds(1));
		pass(Duration.ofMillis(1_001));
		this.looks.unlessRecent();
		assertThat(this.looks.begin()).isTrue();
	}

	@Test
	void newFollowerDoesNotShortenTheWaitAfterAFailure() {
		this.looks.failed(Duration.ofSeconds(40));
		this.looks.unlessRecent();
		assertNextAfter(Duration.ofSeconds(40));
	}

	private void assertNextAfter(Duration wait) {
		Instant start = this.now.get();
		this.now.set(start.plus(wait).minusMillis(1));
		assertThat(this.looks.begin()).as("1 ms before " + wait).isFalse();
		this.now.set(start.plus(wait));
		assertThat(this.looks.begin()).as("after " + wait).isTrue();
		this.looks.end();
		this.now.set(start);
	}

	private void pass(Duration duration) {
		this.now.set(this.now.get().plus(duration));
	}

	private NowPlaying playing(State state, @Nullable Long progressMs) {
		return new NowPlaying(state, Type.TRACK, "Title", List.of(), null, null, null, progressMs, 200_000L, null,
				this.now.get(), false);
	}

}
