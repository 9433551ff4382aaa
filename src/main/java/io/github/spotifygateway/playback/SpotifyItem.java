package io.github.spotifygateway.playback;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A track or an episode, as the Web API describes it. Everything may be missing: a local
 * file has no pictures, an episode has a show where a track has an album, and some apps
 * are told less than others.
 *
 * @see <a href="https://developer.spotify.com/documentation/web-api/reference/get-track">
 * Spotify, Get Track</a>
 */
record SpotifyItem(@Nullable String type, @Nullable String name, @JsonProperty("duration_ms") @Nullable Long durationMs,
		@JsonProperty("is_local") boolean local, @Nullable List<@Nullable Artist> artists, @Nullable Collection album,
		@Nullable Collection show, @Nullable List<@Nullable Image> images,
		@JsonProperty("external_urls") @Nullable ExternalUrls externalUrls) {

	record Artist(@Nullable String name) {
	}

	record Collection(@Nullable String name, @Nullable String publisher, @Nullable List<@Nullable Image> images) {
	}

	record Image(@Nullable String url) {

		/**
		 * The address of the largest of some pictures, which Spotify names first.
		 */
		static @Nullable String largest(@Nullable List<@Nullable Image> images) {
			Image first = (images == null || images.isEmpty()) ? null : images.get(0);
			return (first != null) ? first.url() : null;
		}

	}

	record ExternalUrls(@Nullable String spotify) {

		static @Nullable String page(@Nullable ExternalUrls urls) {
			return (urls != null) ? urls.spotify() : null;
		}

	}

}
