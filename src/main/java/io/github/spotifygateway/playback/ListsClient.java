package io.github.spotifygateway.playback;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/**
 * The Web API's calls about what a user has listened to.
 */
interface ListsClient {

	/**
	 * What was played before a moment, the latest first.
	 * @param limit how many at most
	 * @param before the moment in milliseconds since 1970; {@code null} for now
	 */
	@GetExchange("/v1/me/player/recently-played")
	@Nullable PlayHistory recentlyPlayed(@RequestParam int limit, @RequestParam(required = false) @Nullable Long before);

	/**
	 * What a user listens to most, the best liked first.
	 */
	@GetExchange("/v1/me/top/tracks")
	@Nullable TopItems<SpotifyItem> topTracks(@RequestParam("time_range") String timeRange, @RequestParam int limit,
			@RequestParam long offset);

	/**
	 * Whom a user listens to most, the best liked first.
	 */
	@GetExchange("/v1/me/top/artists")
	@Nullable TopItems<SpotifyArtist> topArtists(@RequestParam("time_range") String timeRange, @RequestParam int limit,
			@RequestParam long offset);

}
