package io.github.spotifygateway.playback;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of what a user likes best, as the Web API describes it.
 *
 * @param <T> the type of the items
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-users-top-artists-and-tracks">
 * Spotify, Get User's Top Items</a>
 */
record TopItems<T>(@Nullable List<@Nullable T> items, @Nullable String next, @Nullable Long total) {
}
