package io.github.spotifygateway.playback;

import org.jspecify.annotations.Nullable;

import org.springframework.web.service.annotation.GetExchange;

/**
 * The Web API's calls about the player.
 */
interface PlayerClient {

	/**
	 * What is playing; {@code null} when Spotify answers 204. Without the parameter, an
	 * episode would come without its item.
	 */
	@GetExchange("/v1/me/player/currently-playing?additional_types=track,episode")
	@Nullable CurrentlyPlaying currentlyPlaying();

	/**
	 * The same with the device it plays on, for which a scope more is needed.
	 */
	@GetExchange("/v1/me/player?additional_types=track,episode")
	@Nullable CurrentlyPlaying playbackState();

	/**
	 * What plays next.
	 */
	@GetExchange("/v1/me/player/queue")
	@Nullable SpotifyQueue queue();

	/**
	 * What the user could play on.
	 */
	@GetExchange("/v1/me/player/devices")
	@Nullable SpotifyDevices devices();

}
