package io.github.spotifygateway.playback;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a user is listening to, in one shape for everything Spotify plays.
 *
 * @param state whether something plays
 * @param type what plays; {@code null} when idle
 * @param title name of the track or episode
 * @param creators the artists, or who publishes the show
 * @param collection name of the album or show
 * @param image address of the cover, largest first choice
 * @param url the item's page at Spotify
 * @param progressMs position in milliseconds at {@code observedAt}
 * @param durationMs length in milliseconds
 * @param observedAt when Spotify was asked; while playing, the position moves on from
 * then
 * @param stale whether this is what Spotify last said before it took no more calls
 */
@JsonInclude(Include.ALWAYS)
record NowPlaying(State state, @Nullable Type type, @Nullable String title, List<String> creators,
		@Nullable String collection, @Nullable String image, @Nullable String url, @Nullable Long progressMs,
		@Nullable Long durationMs, Instant observedAt, boolean stale) {

	NowPlaying toStale() {
		return new NowPlaying(this.state, this.type, this.title, this.creators, this.collection, this.image, this.url,
				this.progressMs, this.durationMs, this.observedAt, true);
	}

	/**
	 * Whether something plays.
	 */
	enum State {

		PLAYING, PAUSED, IDLE;

		@JsonValue
		String value() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * What plays.
	 */
	enum Type {

		TRACK, EPISODE, LOCAL, AD, UNKNOWN;

		@JsonValue
		String value() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
