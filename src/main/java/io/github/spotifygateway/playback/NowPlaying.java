package io.github.spotifygateway.playback;

import java.time.Duration;
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
 * @param device where it plays; {@code null} without the scope
 * {@code user-read-playback-state}
 * @param observedAt when Spotify was asked; while playing, the position moves on from
 * then
 * @param stale whether this is what Spotify last said before it took no more calls
 */
@JsonInclude(Include.ALWAYS)
public record NowPlaying(State state, @Nullable Type type, @Nullable String title, List<String> creators,
		@Nullable String collection, @Nullable String image, @Nullable String url, @Nullable Long progressMs,
		@Nullable Long durationMs, @Nullable Device device, Instant observedAt, boolean stale) {

	/**
	 * The same, marked as what Spotify last said.
	 * @return the copy
	 */
	public NowPlaying toStale() {
		return new NowPlaying(this.state, this.type, this.title, this.creators, this.collection, this.image, this.url,
				this.progressMs, this.durationMs, this.device, this.observedAt, true);
	}

	/**
	 * The same, moved on by the clock: what plays is later in its item by the time that
	 * has passed.
	 * @param instant the moment that becomes {@code observedAt}
	 * @return the copy
	 */
	public NowPlaying movedOnTo(Instant instant) {
		return new NowPlaying(this.state, this.type, this.title, this.creators, this.collection, this.image, this.url,
				positionAt(instant), this.durationMs, this.device, instant, this.stale);
	}

	/**
	 * Where in the item playback is at a moment, if nobody touches it.
	 * @param instant the moment
	 * @return the position in milliseconds, at most the item's length; {@code null} when
	 * Spotify did not tell it
	 */
	public @Nullable Long positionAt(Instant instant) {
		if (this.progressMs == null || this.state != State.PLAYING) {
			return this.progressMs;
		}
		long position = this.progressMs + Math.max(0, Duration.between(this.observedAt, instant).toMillis());
		return (this.durationMs != null) ? Math.min(position, this.durationMs) : position;
	}

	/**
	 * Whether something plays.
	 */
	public enum State {

		PLAYING, PAUSED, IDLE;

		@JsonValue
		String value() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * What plays.
	 */
	public enum Type {

		TRACK, EPISODE, LOCAL, AD, UNKNOWN;

		@JsonValue
		String value() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Where it plays.
	 *
	 * @param name the name its owner gave it
	 * @param type what it is, such as {@code Computer}
	 * @param volumePercent its volume from 0 to 100; {@code null} when it does not tell
	 * @param supportsVolume whether its volume can be set
	 * @param restricted whether it takes no commands
	 * @param privateSession whether what plays there is kept from others
	 */
	@JsonInclude(Include.ALWAYS)
	public record Device(@Nullable String name, @Nullable String type, @Nullable Integer volumePercent,
			boolean supportsVolume, boolean restricted, boolean privateSession) {
	}

}
