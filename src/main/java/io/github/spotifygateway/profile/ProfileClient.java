package io.github.spotifygateway.profile;

import org.springframework.web.service.annotation.GetExchange;

/**
 * The Web API's calls about the current user.
 */
interface ProfileClient {

	@GetExchange("/v1/me")
	SpotifyProfile me();

}
