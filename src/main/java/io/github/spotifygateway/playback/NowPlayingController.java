package io.github.spotifygateway.playback;

import io.github.spotifygateway.connection.Connections;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/me/now-playing}: what the caller is listening to. For a session and for an
 * API token with the scope {@code read}.
 */
@RestController
class NowPlayingController {

	private final Player player;

	private final Connections connections;

	NowPlayingController(Player player, Connections connections) {
		this.player = player;
		this.connections = connections;
	}

	/**
	 * {@code GET /api/me/now-playing}.
	 * @param authentication the caller
	 * @return what is playing, always of the same shape; {@code idle} when nothing is. At
	 * most a second old and never older than the caller's last command through this node;
	 * while Spotify takes no calls, what it last said
	 */
	@GetMapping("/api/me/now-playing")
	ResponseEntity<NowPlaying> nowPlaying(Authentication authentication) {
		// for a plain body, Spring MVC looks for its annotation behind a lock
		return ResponseEntity.ok(this.player.nowPlaying(this.connections.require(authentication.getName())));
	}

}
