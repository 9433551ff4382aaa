package io.github.spotifygateway.playback;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is playing, as the Web API describes it. Everything may be missing: an ad has no
 * item, and only the playback state has a device.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track">
 * Spotify, Get Currently Playing Track</a>
 */
record CurrentlyPlaying(@JsonProperty("is_playing") boolean playing,
		@JsonProperty("currently_playing_type") @Nullable String type,
		@JsonProperty("progress_ms") @Nullable Long progressMs, @Nullable SpotifyItem item,
		@Nullable SpotifyDevice device) {
}
