package io.github.spotifygateway.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import io.github.spotifygateway.connection.TokenEndpointException.Reason;

/**
 * After a refresh that failed for no fault of the grant, answers for a moment in
 * Spotify's place. The moment varies, so that not all connections come back at once.
 */
final class RefreshPauses {

	private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

	private final Duration length;

	private final Clock clock;

	RefreshPauses(Duration length, Clock clock) {
		this.length = length;
		this.clock = clock;
	}

	void begin(Connection connection, Reason reason) {
		Instant now = this.clock.instant();
		this.pauses.values().removeIf((pause) -> pause.until().isBefore(now));
		long jitter = ThreadLocalRandom.current().nextLong(this.length.toMillis() / 2 + 1);
		this.pauses.put(connection.id(), new Pause(now.plus(this.length).plusMillis(jitter), reason));
	}

	/**
	 * Fail as the last refresh did, if that was a moment ago.
	 * @throws TokenEndpointException if it was
	 */
	void check(Connection connection) {
		Pause pause = this.pauses.get(connection.id());
		if (pause != null && this.clock.instant().isBefore(pause.until())) {
			throw new TokenEndpointException(connection.registrationId(), pause.reason(), null);
		}
	}

	private record Pause(Instant until, Reason reason) {
	}

}
