package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a user's Spotify is playing: the moving playlist of the demo, until a test sets
 * something else. It does what it is told through the Web API.
 */
public final class SimulatedPlayer {

	private final InstantSource time;

	private final Instant startedAt;

	private @Nullable Listening listening;

	SimulatedPlayer(SimulatedUser user, InstantSource time) {
		this.time = time;
		// users are half a minute apart, so that a mix-up between them shows
		this.startedAt = time.instant().minus(Duration.ofSeconds(30).multipliedBy(user.ordinal()));
		playsDemo();
	}

	/**
	 * Plays something, on the device that comes with it. After it comes what is given,
	 * each from its beginning, and then the playlist of the demo.
	 * @param playable the first thing, at its position
	 * @param next what comes next
	 */
	public synchronized void plays(Playable playable, Playable... next) {
		List<Playable> round = Stream.of(Stream.of(playable), Arrays.stream(next), Playable.playlist().stream())
			.flatMap(Function.identity())
			.toList();
		this.listening = new Listening(round, this.time.instant());
	}

	/**
	 * Plays nothing on no device, which Spotify answers with 204. A private session looks
	 * the same.
	 */
	public synchronized void playsNothing() {
		this.listening = null;
	}

	/**
	 * Goes back to the moving playlist, as if nobody had ever touched it; it has moved on
	 * in the meantime.
	 */
	public synchronized void playsDemo() {
		this.listening = new Listening(Playable.playlist(), this.startedAt);
	}

	/**
	 * Asks or tells what plays now.
	 * @param <T> the type of the answer
	 * @param use what to do with it
	 * @return the answer, {@code null} when nothing plays
	 */
	synchronized <T> @Nullable T with(Function<Listening, T> use) {
		if (this.listening == null) {
			return null;
		}
		this.listening.moveOnTo(this.time.instant());
		return use.apply(this.listening);
	}

}
