package io.github.spotifygateway.playback;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.LastKnown;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/me/now-playing}: what the caller is listening to. For a session and for an
 * API token with the scope {@code read}.
 */
@RestController
class NowPlayingController {

	private final PlayerClient client;

	private final GrantedScopes grantedScopes;

	private final LastKnown<NowPlaying> lastKnown;

	private final Clock clock;

	private final NowPlayingMapper mapper = new NowPlayingMapper();

	NowPlayingController(PlayerClient client, GrantedScopes grantedScopes, LastKnown<NowPlaying> lastKnown,
			Clock clock) {
		this.client = client;
		this.grantedScopes = grantedScopes;
		this.lastKnown = lastKnown;
		this.clock = clock;
	}

	/**
	 * {@code GET /api/me/now-playing}.
	 * @param authentication the caller
	 * @return what is playing, always of the same shape; {@code idle} when nothing is.
	 * While Spotify takes no calls, what it last said
	 */
	@GetMapping("/api/me/now-playing")
	NowPlaying nowPlaying(Authentication authentication) {
		this.grantedScopes.requireAnyOf(authentication.getName(), "user-read-currently-playing",
				"user-read-playback-state");
		return this.lastKnown.get(authentication.getName(), this::ask, NowPlaying::toStale);
	}

	private NowPlaying ask() {
		return this.mapper.map(this.client.currentlyPlaying(), this.clock.instant().truncatedTo(ChronoUnit.MILLIS));
	}

}
