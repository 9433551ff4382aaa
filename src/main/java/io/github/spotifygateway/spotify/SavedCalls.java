package io.github.spotifygateway.spotify;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls that did not go to Spotify, by what answered them instead.
 */
public final class SavedCalls {

	private final Map<By, LongAdder> counts = new EnumMap<>(By.class);

	SavedCalls() {
		for (By by : By.values()) {
			this.counts.put(by, new LongAdder());
		}
	}

	void count(By by) {
		of(by).increment();
	}

	LongAdder of(By by) {
		return this.counts.getOrDefault(by, new LongAdder());
	}

	/**
	 * What answered a call instead of Spotify.
	 */
	enum By {

		/** Another call for the same that was under way. */
		COALESCING,

		/** What Spotify said a moment ago. */
		MEMORY,

		/** A cool-down: the call was refused. */
		COOL_DOWN,

		/** The limit of its caller: the call was refused. */
		CALLER_LIMIT;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
