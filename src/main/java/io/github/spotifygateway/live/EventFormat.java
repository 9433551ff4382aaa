package io.github.spotifygateway.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.github.spotifygateway.playback.NowPlaying;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as {@code text/event-stream}. JSON has no line ends in its texts, so nothing
 * that plays can add an event of its own.
 *
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">
 * HTML, Parsing an event stream</a>
 */
final class EventFormat {

	/** A comment, which followers do not see. */
	static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

	private final ObjectWriter json;

	EventFormat(JsonMapper jsonMapper) {
		this.json = jsonMapper.writer().without(SerializationFeature.INDENT_OUTPUT);
	}

	/**
	 * The first line: how long to wait before coming back.
	 */
	static byte[] retry(Duration wait) {
		return ("retry: " + wait.toMillis() + "\n\n").getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Write an event.
	 * @param event the event
	 * @param now the moment for which positions are told
	 */
	byte[] write(PlaybackEvent event, Instant now) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		if (event.problem() != null) {
			write(bytes, "event: problem\ndata: ", event.problem());
		}
		if (event.nowPlaying() != null) {
			write(bytes, "id: " + event.id() + "\ndata: ", asOf(event.nowPlaying(), now));
		}
		return bytes.toByteArray();
	}

	private static NowPlaying asOf(NowPlaying nowPlaying, Instant now) {
		return nowPlaying.stale() ? nowPlaying : nowPlaying.movedOnTo(now.truncatedTo(ChronoUnit.MILLIS));
	}

	private void write(ByteArrayOutputStream bytes, String head, Object data) {
		bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
		bytes.writeBytes(this.json.writeValueAsBytes(data));
		bytes.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
	}

}
