package io.github.spotifygateway.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Doubts Spotify when it calls many grants invalid at once, as it has done in outages:
 * users end their grants one by one. Doubt begins when within ten minutes that happened
 * to five users and to more than got an access token, whichever nodes asked, and ends
 * when it no longer did.
 */
final class InvalidGrantBreaker {

	private static final Log logger = LogFactory.getLog(InvalidGrantBreaker.class);

	private static final int WAVE = 5;

	private static final Duration WINDOW = Duration.ofMinutes(10);

	private final EndedGrants endedGrants;

	private final AtomicBoolean open = new AtomicBoolean();

	InvalidGrantBreaker(EndedGrants endedGrants) {
		this.endedGrants = endedGrants;
	}

	/**
	 * Whether Spotify is doubted at the moment.
	 */
	boolean isOpen() {
		long invalid = this.endedGrants.countInvalid(WINDOW);
		boolean wave = invalid >= WAVE && invalid > this.endedGrants.countRefreshed(WINDOW);
		if (this.open.getAndSet(wave) != wave) {
			announce(wave);
		}
		return wave;
	}

	/**
	 * While Spotify is doubted, take back what was given up before that was known.
	 */
	void takeBack() {
		if (isOpen()) {
			int taken = this.endedGrants.takeBackReauthorize(WINDOW);
			if (taken > 0) {
				logger.warn("Took back that the grants of " + taken + " connections ended");
			}
		}
	}

	private static void announce(boolean wave) {
		if (wave) {
			logger.error("Spotify calls many grants invalid at once. None is given up while that lasts: check that the"
					+ " client id is the one the users signed in with, and whether Spotify reports an outage");
		}
		else {
			logger.warn("Spotify is believed again when it calls a grant invalid");
		}
	}

}
