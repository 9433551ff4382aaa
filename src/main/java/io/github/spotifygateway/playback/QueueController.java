package io.github.spotifygateway.playback;

import java.util.List;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.spotify.RecentAnswers;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/me/queue} and {@code /api/me/devices}: what plays next, and where it can.
 * For a session and for an API token with the scope {@code read}. A grant without the
 * scopes is a 403 that says where to agree to them.
 */
@RestController
class QueueController {

	private final PlayerClient client;

	private final GrantedReads grantedReads;

	private final RecentAnswers<Queue> recentQueues;

	QueueController(PlayerClient client, GrantedReads grantedReads, RecentAnswers<Queue> recentQueues) {
		this.client = client;
		this.grantedReads = grantedReads;
		this.recentQueues = recentQueues;
	}

	/**
	 * {@code GET /api/me/queue}: what plays next. Takes the scopes
	 * {@code user-read-currently-playing} and {@code user-read-playback-state}.
	 * @param caller the caller
	 * @return the queue, at most a second old and never older than the caller's last
	 * command through this node; empty when nothing plays
	 */
	@GetMapping("/api/me/queue")
	Queue queue(Authentication caller) {
		Connection connection = this.grantedReads.require(caller.getName(), "/v1/me/player/queue");
		return this.recentQueues.get(connection, () -> queue(this.client.queue()));
	}

	/**
	 * {@code GET /api/me/devices}: where the caller can play. Takes the scope
	 * {@code user-read-playback-state}.
	 * @param caller the caller
	 * @return the devices, none when nothing of the caller's is switched on
	 */
	@GetMapping("/api/me/devices")
	Devices devices(Authentication caller) {
		this.grantedReads.require(caller.getName(), "/v1/me/player/devices");
		SpotifyDevices answer = this.client.devices();
		return new Devices(Present.of((answer != null) ? answer.devices() : null).map(Devices.Device::of).toList());
	}

	private static Queue queue(@Nullable SpotifyQueue answer) {
		List<@Nullable SpotifyItem> queue = (answer != null) ? answer.queue() : null;
		return new Queue(Present.of(queue).map(Item::of).toList());
	}

}
