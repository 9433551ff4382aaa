package io.github.spotifygateway.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.playback.Player;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/me/now-playing/events}: what the caller is listening to, as it changes. For
 * a session and for an API token with the scope {@code read}; the stream ends with them.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML,
 * Server-sent events</a>
 */
@RestController
class NowPlayingEventsController {

	/** Followers of a node that stops come back to the others spread over this. */
	private static final int LONGEST_RETRY = 3000;

	private static final int SHORTEST_RETRY = 1000;

	private final Watches watches;

	private final StreamUpkeep upkeep;

	private final Credentials credentials;

	private final Connections connections;

	private final InstantSource clock;

	NowPlayingEventsController(Watches watches, StreamUpkeep upkeep, Credentials credentials, Connections connections,
			InstantSource clock) {
		this.watches = watches;
		this.upkeep = upkeep;
		this.credentials = credentials;
		this.connections = connections;
		this.clock = clock;
	}

	/**
	 * {@code GET /api/me/now-playing/events}. The data of an event without a name is the
	 * object that {@code GET /api/me/now-playing} answers, right for the moment in which
	 * it is sent; the first comes at once, the others when something changed. An event
	 * {@code problem} says why it is not known better; the next one without a name ends
	 * it.
	 * @param authentication the caller
	 * @param lastEventId the last event the caller knows; it is not repeated
	 * @throws TooManyStreamsException if there is no room for one more
	 */
	@GetMapping(path = "/api/me/now-playing/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void events(Authentication authentication,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
			HttpServletRequest request, HttpServletResponse response) {
		Connection connection = this.connections.require(authentication.getName());
		Player.requireScope(connection);
		if (!this.upkeep.isRunning()) {
			throw new TooManyStreamsException(false);
		}
		response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		// nothing comes after a stream, least of all from a reader who is gone
		response.setHeader(HttpHeaders.CONNECTION, "close");
		// nginx would collect events until its buffer is full
		response.setHeader("X-Accel-Buffering", "no");
		if (HttpMethod.HEAD.matches(request.getMethod())) {
			return;
		}
		Credential credential = this.credentials.of(request, authentication);
		EventStream stream = this.watches.follow(connection, lastEventId, (onEnd) -> open(request, credential, onEnd));
		try {
			this.watches.of(connection).ifPresent(this.upkeep::takeUp);
			stream.begin();
		}
		catch (RuntimeException ex) {
			stream.end();
			throw ex;
		}
		if (!this.upkeep.isRunning()) {
			// it stopped in the meantime, maybe without having seen this one
			stream.end();
		}
	}

	private EventStream open(HttpServletRequest request, @Nullable Credential credential, Consumer<EventStream> onEnd) {
		Duration retry = Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_RETRY, LONGEST_RETRY));
		try {
			return new EventStream(request.startAsync(), EventFormat.retry(retry), credential, this.clock, onEnd);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
