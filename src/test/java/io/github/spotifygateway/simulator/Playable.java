package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import tools.jackson.databind.node.ObjectNode;

/**
 * One fixed now-playing state, taken from a golden body. Instances do not change; each
 * variation is a copy.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track">Get
 * Currently Playing Track</a>
 */
public final class Playable implements Playback {

	private final ObjectNode body;

	private Playable(ObjectNode body) {
		this.body = body;
	}

	public static Playable track() {
		return golden("currently-playing-track.json");
	}

	/**
	 * Returns a podcast episode, of which Spotify shows the item only to those who ask
	 * for {@code additional_types=episode}.
	 * @return the state
	 */
	public static Playable episode() {
		return golden("currently-playing-episode.json");
	}

	/**
	 * Returns a file of the user's own disk: without id, links and images.
	 * @return the state
	 */
	public static Playable localFile() {
		return golden("currently-playing-local.json");
	}

	public static Playable advertisement() {
		return golden("currently-playing-ad.json");
	}

	public static Playable unknown() {
		return golden("currently-playing-unknown.json");
	}

	public static Playable pausedTrack() {
		return golden("currently-playing-paused.json");
	}

	private static Playable golden(String file) {
		return new Playable(GoldenBody.object(file));
	}

	public Playable withProgress(Duration progress) {
		return with((copy) -> copy.put("progress_ms", progress.toMillis()));
	}

	public Playable withoutProgress() {
		return with((copy) -> copy.putNull("progress_ms"));
	}

	public Playable withoutContext() {
		return with((copy) -> copy.putNull("context"));
	}

	/**
	 * Gives the item another name, to tell two states apart.
	 * @param name the name of the track or episode
	 * @return the changed copy
	 */
	public Playable named(String name) {
		return with((copy) -> copy.withObject("item").put("name", name));
	}

	@Override
	public ObjectNode at(Instant now) {
		return this.body.deepCopy().put("timestamp", now.toEpochMilli());
	}

	private Playable with(Consumer<ObjectNode> change) {
		ObjectNode copy = this.body.deepCopy();
		change.accept(copy);
		return new Playable(copy);
	}

}
