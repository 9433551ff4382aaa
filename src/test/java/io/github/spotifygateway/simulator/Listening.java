package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A round of things that plays on one device, and how far it has got. It starts over at
 * its end. Not safe for several threads; whoever asks or changes it says what time it is
 * by {@link #moveOnTo} first.
 */
final class Listening {

	private final List<Playable> round;

	private final @Nullable ObjectNode device;

	private int index;

	private int queued;

	private boolean playing;

	private @Nullable Long progress;

	private Instant reachedAt;

	private String repeat = "off";

	private boolean shuffle;

	Listening(List<Playable> round, Instant startedAt) {
		Playable first = round.get(0);
		this.round = new ArrayList<>(round);
		this.device = first.device();
		this.playing = first.playing();
		this.progress = first.progress();
		this.reachedAt = startedAt;
	}

	void moveOnTo(Instant now) {
		long elapsed = Duration.between(this.reachedAt, now).toMillis();
		this.reachedAt = this.reachedAt.plusMillis(elapsed);
		if (this.playing && current().moves() && this.progress != null) {
			play(this.progress + elapsed);
		}
	}

	private void play(long position) {
		long rest = position;
		while (rest >= current().duration() && current().moves()) {
			rest -= current().duration();
			if (!"track".equals(this.repeat)) {
				step(1);
			}
		}
		this.progress = current().moves() ? rest : 0L;
	}

	private void step(int by) {
		this.index = Math.floorMod(this.index + by, this.round.size());
		this.queued = (this.queued > 0) ? this.queued - by : 0;
		this.progress = 0L;
	}

	private Playable current() {
		return this.round.get(this.index);
	}

	ObjectNode nowPlaying() {
		ObjectNode body = current().body();
		body.put("progress_ms", this.progress).put("is_playing", this.playing);
		body.put("timestamp",
				this.reachedAt.toEpochMilli() - ((current().moves() && this.progress != null) ? this.progress : 0));
		ObjectNode disallows = body.withObject("actions").withObject("disallows");
		disallows.remove(List.of("pausing", "resuming"));
		disallows.put(this.playing ? "resuming" : "pausing", true);
		return body;
	}

	ObjectNode state() {
		ObjectNode body = nowPlaying();
		body.set("device", device());
		return body.put("repeat_state", this.repeat).put("shuffle_state", this.shuffle);
	}

	ObjectNode queue() {
		ObjectNode queue = JsonNodeFactory.instance.objectNode();
		queue.set("currently_playing", current().item().deepCopy());
		ArrayNode items = queue.putArray("queue");
		for (int ahead = 1; ahead < this.round.size(); ahead++) {
			Playable next = this.round.get((this.index + ahead) % this.round.size());
			if (next.item().isObject()) {
				items.add(next.item().deepCopy());
			}
		}
		return queue;
	}

	@Nullable ObjectNode device() {
		return (this.device != null) ? this.device.deepCopy() : null;
	}

	/**
	 * Whether what plays forbids an action, as an advertisement does.
	 * @param action the action, as Spotify names it under {@code disallows}
	 */
	boolean disallows(String action) {
		return current().body().at("/actions/disallows").path(action).asBoolean(false);
	}

	void resume() {
		this.playing = true;
	}

	void pause() {
		this.playing = false;
	}

	void next() {
		step(1);
		this.playing = true;
	}

	void previous() {
		step(-1);
		this.playing = true;
	}

	void seek(long position) {
		this.progress = position;
		if (position >= current().duration()) {
			step(1);
		}
	}

	void volume(int percent) {
		if (this.device != null) {
			this.device.put("volume_percent", percent);
		}
	}

	void repeat(String mode) {
		this.repeat = mode;
	}

	void shuffle(boolean on) {
		this.shuffle = on;
	}

	void enqueue(Playable playable) {
		this.queued++;
		this.round.add(Math.min(this.index + this.queued, this.round.size()), playable);
	}

}
