package io.github.spotifygateway.playback;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Something that can play, as the Web API describes it.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-a-users-available-devices">
 * Spotify, Get Available Devices</a>
 */
record SpotifyDevice(@Nullable String id, @Nullable String name, @Nullable String type,
		@JsonProperty("is_active") boolean active, @JsonProperty("is_restricted") boolean restricted,
		@JsonProperty("is_private_session") boolean privateSession,
		@JsonProperty("volume_percent") @Nullable Integer volumePercent,
		@JsonProperty("supports_volume") boolean supportsVolume) {
}
