package io.github.spotifygateway.playback;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a user can play, as the Web API describes it.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-a-users-available-devices">
 * Spotify, Get Available Devices</a>
 */
record SpotifyDevices(@Nullable List<@Nullable SpotifyDevice> devices) {
}
