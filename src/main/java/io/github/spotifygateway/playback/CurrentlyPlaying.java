package io.github.spotifygateway.playback;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is playing, as the Web API describes it. Everything may be missing: an ad has no
 * item, a local file has no pictures, an episode has a show where a track has an album,
 * and only the playback state has a device.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track">
 * Spotify, Get Currently Playing Track</a>
 */
record CurrentlyPlaying(@JsonProperty("is_playing") boolean playing,
		@JsonProperty("currently_playing_type") @Nullable String type,
		@JsonProperty("progress_ms") @Nullable Long progressMs, @Nullable Item item, @Nullable Device device) {

	record Device(@Nullable String name, @Nullable String type,
			@JsonProperty("volume_percent") @Nullable Integer volumePercent,
			@JsonProperty("supports_volume") boolean supportsVolume, @JsonProperty("is_restricted") boolean restricted,
			@JsonProperty("is_private_session") boolean privateSession) {
	}

	record Item(@Nullable String name, @JsonProperty("duration_ms") @Nullable Long durationMs,
			@JsonProperty("is_local") boolean local, @Nullable List<Artist> artists, @Nullable Collection album,
			@Nullable Collection show, @Nullable List<Image> images,
			@JsonProperty("external_urls") @Nullable ExternalUrls externalUrls) {
	}

	record Artist(@Nullable String name) {
	}

	record Collection(@Nullable String name, @Nullable String publisher, @Nullable List<Image> images) {
	}

	record Image(@Nullable String url) {
	}

	record ExternalUrls(@Nullable String spotify) {
	}

}
