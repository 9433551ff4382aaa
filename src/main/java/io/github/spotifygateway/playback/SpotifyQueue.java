package io.github.spotifygateway.playback;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What plays next, as the Web API describes it.
 *
 * @see <a href="https://developer.spotify.com/documentation/web-api/reference/get-queue">
 * Spotify, Get the User's Queue</a>
 */
record SpotifyQueue(@Nullable List<@Nullable SpotifyItem> queue) {
}
