package io.github.spotifygateway.playback;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What was played, as the Web API describes it: the latest first, the last 50 at most,
 * and no episodes.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-recently-played">
 * Spotify, Get Recently Played Tracks</a>
 */
record PlayHistory(@Nullable List<@Nullable Entry> items, @Nullable String next, @Nullable Cursors cursors) {

	record Entry(@Nullable SpotifyItem track, @JsonProperty("played_at") @Nullable Instant playedAt) {
	}

	/**
	 * Where the neighbouring pages are.
	 *
	 * @param before milliseconds since 1970, before which the next page was played
	 */
	record Cursors(@Nullable Long before) {
	}

}
