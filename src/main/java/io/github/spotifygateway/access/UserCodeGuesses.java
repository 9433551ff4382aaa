package io.github.spotifygateway.access;

import java.time.Duration;

import io.github.spotifygateway.keys.UserCode;
import io.github.spotifygateway.web.Allowance;
import io.github.spotifygateway.web.TooOftenException;

/**
 * Keeps user codes from being guessed: a user may be wrong a few times, and all users
 * together some more.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-5.1">RFC 8628, User Code
 * Brute Forcing</a>
 */
final class UserCodeGuesses {

	private static final Duration PERIOD = Duration.ofMinutes(10);

	private static final int USERS = 20;

	private static final String ALL = "";

	private final DeviceLogins logins;

	private final Allowance perUser;

	private final Allowance inTotal;

	UserCodeGuesses(DeviceLogins logins, int mostPerUser) {
		this.logins = logins;
		this.perUser = new Allowance(mostPerUser, PERIOD);
		this.inTotal = new Allowance(mostPerUser * USERS, PERIOD);
	}

	/**
	 * Find the device login with a user code. What cannot be a code is no guess, nor is
	 * one that nobody could look up.
	 * @throws NoSuchDeviceLoginException if there is none that waits for a decision
	 * @throws TooOftenException if there were too many wrong codes
	 */
	Found find(String text, String user) {
		UserCode code = UserCode.parse(text).orElseThrow(NoSuchDeviceLoginException::new);
		// counted before the look, so that many at the same time do not get more of them
		count(user);
		boolean wrong = false;
		try {
			return new Found(code, this.logins.find(code));
		}
		catch (NoSuchDeviceLoginException ex) {
			wrong = true;
			throw ex;
		}
		finally {
			if (!wrong) {
				giveBack(user);
			}
		}
	}

	private void giveBack(String user) {
		this.perUser.giveBack(user);
		this.inTotal.giveBack(ALL);
	}

	private void count(String user) {
		this.perUser.require(user);
		try {
			this.inTotal.require(ALL);
		}
		catch (TooOftenException ex) {
			this.perUser.giveBack(user);
			throw ex;
		}
	}

	/**
	 * A device login and its user code.
	 */
	record Found(UserCode code, DeviceLogin login) {
	}

}
