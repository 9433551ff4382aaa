package io.github.spotifygateway.card;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import io.github.spotifygateway.playback.NowPlaying;
import io.github.spotifygateway.playback.NowPlaying.Device;
import io.github.spotifygateway.playback.NowPlaying.State;
import io.github.spotifygateway.playback.NowPlaying.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept for cards, and what it says as time goes by.
 */
class SnapshotTests {

	private static final Instant SEEN = Instant.parse("2026-11-21T10:00:00Z");

	private static final JsonMapper mapper = new JsonMapper();

	@ParameterizedTest
	@CsvSource({ "PLAYING, 0s, PLAYING", "PLAYING, 160s, PLAYING", "PLAYING, 185s, LAST_PLAYED",
			"PLAYING, 6d, LAST_PLAYED", "PLAYING, 8d, UNKNOWN", "PAUSED, 30m, PAUSED", "PAUSED, 2h, LAST_PLAYED",
			"IDLE, 0s, IDLE", "IDLE, 8d, UNKNOWN" })
	void itemThatMustBeOverIsNotCalledPlaying(State state, String after, CardStatus status) {
		Snapshot snapshot = Snapshot.of(playing(state, (state != State.IDLE) ? "Glass Harbour" : null, 50_000L, null));
		assertThat(snapshot.statusAt(SEEN.plus(duration(after)))).isEqualTo(status);
	}

	@Test
	void itemOfUnknownLengthPlaysForTenMinutes() {
		Snapshot snapshot = Snapshot.of(playing(State.PLAYING, "Glass Harbour", null, null));
		assertThat(snapshot.statusAt(SEEN.plus(Duration.ofMinutes(10)))).isEqualTo(CardStatus.PLAYING);
		assertThat(snapshot.statusAt(SEEN.plus(Duration.ofMinutes(11)))).isEqualTo(CardStatus.LAST_PLAYED);
	}

	@Test
	void advertisementIsSoonForgotten() {
		NowPlaying ad = new NowPlaying(State.PLAYING, Type.AD, null, List.of(), null, null, null, null, null, null,
				SEEN, false);
		assertThat(Snapshot.of(ad).statusAt(SEEN)).isEqualTo(CardStatus.ADVERTISEMENT);
		assertThat(Snapshot.of(ad).statusAt(SEEN.plus(Duration.ofMinutes(11)))).isEqualTo(CardStatus.UNKNOWN);
	}

	@Test
	void privateSessionIsAllThatIsKeptOfIt() {
		Device device = new Device("Alice's phone", "Smartphone", 50, true, false, true);
		Snapshot snapshot = Snapshot.of(playing(State.PLAYING, "Glass Harbour", 50_000L, device));
		assertThat(snapshot.statusAt(SEEN)).isEqualTo(CardStatus.PRIVATE_SESSION);
		assertThat(mapper.writeValueAsString(snapshot)).doesNotContain("Glass", "phone", "50000", "scdn");
	}

	@Test
	void deviceIsNotKept() {
		Device device = new Device("Alice's phone", "Smartphone", 50, true, false, false);
		Snapshot snapshot = Snapshot.of(playing(State.PLAYING, "Glass Harbour", 50_000L, device));
		assertThat(mapper.writeValueAsString(snapshot)).contains("Glass").doesNotContain("phone");
	}

	@Test
	void longestItemFitsTheDatabase() {
		String text = "🎵".repeat(10_000);
		String address = "https://open.spotify.com/" + "a".repeat(900);
		NowPlaying endless = new NowPlaying(State.PLAYING, Type.TRACK, text, Collections.nCopies(50, text), text,
				address, address, 1L, 2L, null, SEEN, false);
		assertThat(mapper.writeValueAsBytes(Snapshot.of(endless)).length).isLessThan(11_500);
	}

	@Test
	void whatIsReadIsWhatWasWritten() {
		Snapshot snapshot = Snapshot.of(playing(State.PLAYING, "Glass Harbour", 50_000L, null));
		assertThat(mapper.readValue(mapper.writeValueAsString(snapshot), Snapshot.class)).isEqualTo(snapshot);
	}

	@Test
	void itemThatJustPlaysOnMattersOnlyAfterHalfAMinute() {
		Snapshot first = Snapshot.of(playing(State.PLAYING, "Glass Harbour", 50_000L, null));
		assertThat(later(first, 10, 60_500L).differsFrom(first)).isFalse();
		assertThat(later(first, 10, 75_000L).differsFrom(first)).isTrue();
		assertThat(later(first, 31, 81_000L).differsFrom(first)).isTrue();
	}

	@Test
	void otherItemOrStateMatters() {
		Snapshot first = Snapshot.of(playing(State.PLAYING, "Glass Harbour", 50_000L, null));
		assertThat(Snapshot.of(playing(State.PLAYING, "Slow Tide", 50_000L, null)).differsFrom(first)).isTrue();
		assertThat(Snapshot.of(playing(State.PAUSED, "Glass Harbour", 50_000L, null)).differsFrom(first)).isTrue();
	}

	private static Snapshot later(Snapshot snapshot, long seconds, long progressMs) {
		NowPlaying playing = snapshot.playing();
		return new Snapshot(false,
				new NowPlaying(playing.state(), playing.type(), playing.title(), playing.creators(),
						playing.collection(), playing.image(), playing.url(), progressMs, playing.durationMs(), null,
						playing.observedAt().plusSeconds(seconds), false));
	}

	private static NowPlaying playing(State state, @Nullable String title, @Nullable Long progressMs,
			@Nullable Device device) {
		return new NowPlaying(state, Type.TRACK, title, List.of("The Paper Lanterns"), "Tidal Postcards",
				"https://i.scdn.co/image/1", "https://open.spotify.com/track/1", progressMs, 200_000L, device, SEEN,
				false);
	}

	private static Duration duration(String text) {
		return DurationStyle.SIMPLE.parse(text);
	}

}
