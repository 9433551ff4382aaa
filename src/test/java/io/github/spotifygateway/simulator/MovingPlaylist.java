package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.time.Instant;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A short playlist that plays by the clock and starts over at its end, so that the demo
 * has something to show without anybody touching it.
 */
final class MovingPlaylist implements Playback {

	private final ArrayNode items = GoldenBody.array("moving-playlist.json");

	private final Instant startedAt;

	MovingPlaylist(Instant startedAt) {
		this.startedAt = startedAt;
	}

	@Override
	public ObjectNode at(Instant now) {
		long played = Duration.between(this.startedAt, now).toMillis();
		long progress = Math.floorMod(played, length());
		int index = 0;
		while (progress >= duration(index)) {
			progress -= duration(index);
			index++;
		}
		return body(this.items.get(index), progress).put("timestamp", now.toEpochMilli() - progress);
	}

	private ObjectNode body(JsonNode item, long progress) {
		String type = item.path("type").asString();
		ObjectNode body = GoldenBody.object("currently-playing-%s.json".formatted(type));
		body.set("item", item.deepCopy());
		return body.put("progress_ms", progress);
	}

	private long length() {
		long length = 0;
		for (int index = 0; index < this.items.size(); index++) {
			length += duration(index);
		}
		return length;
	}

	private long duration(int index) {
		return this.items.get(index).path("duration_ms").asLong();
	}

}
