package io.github.spotifygateway.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Doubts Spotify when it calls many grants invalid at once, as it has done in outages:
 * users end their grants one by one. Doubt begins when within ten minutes that happened
 * to five connections and to more than could be refreshed, and ends when it no longer
 * did.
 */
final class InvalidGrantBreaker {

	private static final Log logger = LogFactory.getLog(InvalidGrantBreaker.class);

	private static final int WAVE = 5;

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private final Map<String, Instant> invalid = new HashMap<>();

	private final Map<String, Instant> refreshed = new HashMap<>();

	private final List<Suspect> suspects = new ArrayList<>();

	private final Clock clock;

	private final AtomicBoolean open = new AtomicBoolean();

	InvalidGrantBreaker(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Count a connection that was refreshed.
	 */
	synchronized void refreshed(StoredConnection connection) {
		String id = connection.connection().id();
		this.invalid.remove(id);
		this.refreshed.put(id, this.clock.instant());
	}

	/**
	 * Count a connection whose grant Spotify calls invalid.
	 * @return whether to doubt that
	 */
	synchronized boolean doubts(StoredConnection connection) {
		String id = connection.connection().id();
		Instant now = this.clock.instant();
		this.refreshed.remove(id);
		this.invalid.put(id, now);
		this.suspects.add(new Suspect(id, connection.version(), now));
		return isOpen();
	}

	/**
	 * Whether Spotify is doubted at the moment.
	 */
	synchronized boolean isOpen() {
		Instant windowStart = this.clock.instant().minus(WINDOW);
		this.invalid.values().removeIf((at) -> at.isBefore(windowStart));
		this.refreshed.values().removeIf((at) -> at.isBefore(windowStart));
		this.suspects.removeIf((suspect) -> suspect.at().isBefore(windowStart));
		boolean wave = this.invalid.size() >= WAVE && this.invalid.size() > this.refreshed.size();
		if (this.open.getAndSet(wave) != wave) {
			announce(wave);
		}
		return wave;
	}

	/**
	 * What Spotify has called invalid within the wave, each told once.
	 */
	synchronized List<Suspect> takeSuspects() {
		List<Suspect> taken = List.copyOf(this.suspects);
		this.suspects.clear();
		return taken;
	}

	private void announce(boolean wave) {
		if (wave) {
			logger.error("Spotify calls the grants of " + this.invalid.size()
					+ " connections invalid within ten minutes. None is given up while that lasts: check that the client"
					+ " id is the one the users signed in with, and whether Spotify reports an outage");
		}
		else {
			logger.warn("Spotify is believed again when it calls a grant invalid");
		}
	}

	/**
	 * A connection whose grant Spotify called invalid, as it was then.
	 */
	record Suspect(String connectionId, long version, Instant at) {
	}

}
