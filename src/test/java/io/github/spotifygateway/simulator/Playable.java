package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something a player plays, taken from a golden body, and the device it plays on. It
 * stands still at its position unless it is {@link #moving()}. Instances do not change;
 * each variation is a copy.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track">Get
 * Currently Playing Track</a>
 */
public final class Playable {

	private final ObjectNode body;

	private final @Nullable ObjectNode device;

	private final boolean moving;

	private Playable(ObjectNode body, @Nullable ObjectNode device, boolean moving) {
		this.body = body;
		this.device = device;
		this.moving = moving;
	}

	public static Playable track() {
		return golden("track");
	}

	/**
	 * Returns a podcast episode, of which Spotify shows the item only to those who ask
	 * for {@code additional_types=episode}.
	 * @return the state
	 */
	public static Playable episode() {
		return golden("episode");
	}

	/**
	 * Returns a file of the user's own disk: without id, links and images.
	 * @return the state
	 */
	public static Playable localFile() {
		return golden("local");
	}

	public static Playable advertisement() {
		return golden("ad");
	}

	public static Playable unknown() {
		return golden("unknown");
	}

	public static Playable pausedTrack() {
		return golden("paused");
	}

	/**
	 * Returns the short playlist of the demo, which plays by the clock.
	 * @return its tracks, and an episode
	 */
	static List<Playable> playlist() {
		return StreamSupport.stream(GoldenBody.array("moving-playlist.json").spliterator(), false)
			.map((item) -> golden(item.path("type").asString()).withItem(item).withProgress(Duration.ZERO).moving())
			.toList();
	}

	private static Playable golden(String kind) {
		return new Playable(GoldenBody.object("currently-playing-%s.json".formatted(kind)),
				GoldenBody.object("device.json"), false);
	}

	/**
	 * Lets the position run by the simulator's clock while it plays. At its end comes
	 * what the player plays next.
	 * @return the changed copy
	 */
	public Playable moving() {
		return new Playable(this.body, this.device, true);
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
	 * Changes how long the item is.
	 * @param duration the length of the track or episode
	 * @return the changed copy
	 */
	public Playable lasting(Duration duration) {
		return with((copy) -> copy.withObject("item").put("duration_ms", duration.toMillis()));
	}

	/**
	 * Gives the item another name, to tell two states apart.
	 * @param name the name of the track or episode
	 * @return the changed copy
	 */
	public Playable named(String name) {
		return with((copy) -> copy.withObject("item").put("name", name));
	}

	/**
	 * Gives the item another artist.
	 * @param name the name of the first artist
	 * @return the changed copy
	 */
	public Playable by(String name) {
		return with((copy) -> ((ObjectNode) copy.withObject("item").path("artists").get(0)).put("name", name));
	}

	/**
	 * Gives the item another cover.
	 * @param address where it is; {@code {{images}}} stands for the simulated place
	 * @return the changed copy
	 */
	public Playable withCover(String address) {
		return with((copy) -> ((ObjectNode) copy.withObject("item").at("/album/images/0")).put("url", address));
	}

	/**
	 * Sets how loud its device is.
	 * @param percent the volume from 0 to 100
	 * @return the changed copy
	 */
	public Playable withVolume(int percent) {
		return withDevice((device) -> device.put("volume_percent", percent));
	}

	/**
	 * Plays it on a device whose volume is its own affair.
	 * @return the changed copy
	 */
	public Playable withoutVolume() {
		return withDevice((device) -> device.putNull("volume_percent").put("supports_volume", false));
	}

	/**
	 * Plays it in a private session.
	 * @return the changed copy
	 */
	public Playable inPrivateSession() {
		return withDevice((device) -> device.put("is_private_session", true));
	}

	/**
	 * Plays it on a device that takes no commands.
	 * @return the changed copy
	 */
	public Playable onRestrictedDevice() {
		return withDevice((device) -> device.put("is_restricted", true));
	}

	/**
	 * Leaves it in the answers, while no device is active any more: Spotify refuses
	 * commands then.
	 * @return the changed copy
	 */
	public Playable withoutDevice() {
		return new Playable(this.body, null, this.moving);
	}

	Playable withItem(JsonNode item) {
		return with((copy) -> copy.set("item", item.deepCopy()));
	}

	boolean moves() {
		return this.moving;
	}

	boolean playing() {
		return this.body.path("is_playing").asBoolean();
	}

	@Nullable Long progress() {
		return this.body.path("progress_ms").isNumber() ? Long.valueOf(this.body.path("progress_ms").asLong()) : null;
	}

	long duration() {
		return this.body.at("/item/duration_ms").asLong(Long.MAX_VALUE);
	}

	JsonNode item() {
		return this.body.path("item");
	}

	ObjectNode body() {
		return this.body.deepCopy();
	}

	@Nullable ObjectNode device() {
		return (this.device != null) ? this.device.deepCopy() : null;
	}

	private Playable with(Consumer<ObjectNode> change) {
		ObjectNode copy = body();
		change.accept(copy);
		return new Playable(copy, this.device, this.moving);
	}

	private Playable withDevice(Consumer<ObjectNode> change) {
		ObjectNode copy = (this.device != null) ? this.device.deepCopy() : GoldenBody.object("device.json");
		change.accept(copy);
		return new Playable(this.body, copy, this.moving);
	}

}
