package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user's Spotify is playing: the moving playlist of the demo, until a test sets
 * one fixed state.
 */
public final class SimulatedPlayer {

	private final InstantSource time;

	private final Playback demo;

	private volatile Playback playback;

	SimulatedPlayer(SimulatedUser user, InstantSource time) {
		this.time = time;
		// users are half a minute apart, so that a mix-up between them shows
		Duration headStart = Duration.ofSeconds(30).multipliedBy(user.ordinal());
		this.demo = new MovingPlaylist(time.instant().minus(headStart));
		this.playback = this.demo;
	}

	/**
	 * Plays one state that does not move.
	 * @param playable the state
	 */
	public void plays(Playable playable) {
		this.playback = playable;
	}

	/**
	 * Plays nothing, which Spotify answers with 204. A private session looks the same.
	 */
	public void playsNothing() {
		this.playback = (now) -> null;
	}

	/**
	 * Goes back to the moving playlist; it has moved on in the meantime.
	 */
	public void playsDemo() {
		this.playback = this.demo;
	}

	@Nullable ObjectNode nowPlaying() {
		Instant now = this.time.instant();
		return this.playback.at(now);
	}

}
