package io.github.spotifygateway.keys;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user copies from one screen to another: eight letters without vowels, so that
 * they spell nothing. One of 2.56·10<sup>10</sup>, which is enough as long as few wrong
 * ones may be tried.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-6.1">RFC 8628, User Code
 * Recommendations</a>
 */
public final class UserCode {

	private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

	private static final int LENGTH = 8;

	private static final Pattern FORM = Pattern.compile("[" + LETTERS + "]{" + LENGTH + "}");

	private static final Pattern SEPARATORS = Pattern.compile("[- ]");

	private static final SecureRandom random = new SecureRandom();

	private final String letters;

	private UserCode(String letters) {
		this.letters = letters;
	}

	/**
	 * Make a code.
	 * @return a random one
	 */
	public static UserCode generate() {
		StringBuilder letters = new StringBuilder();
		random.ints(LENGTH, 0, LETTERS.length()).forEach((index) -> letters.append(LETTERS.charAt(index)));
		return new UserCode(letters.toString());
	}

	/**
	 * Read a code as people type it: in any case, with or without the hyphen.
	 * @param text what was typed
	 * @return the code, unless it cannot be one
	 */
	public static Optional<UserCode> parse(String text) {
		String letters = SEPARATORS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
		return FORM.matcher(letters).matches() ? Optional.of(new UserCode(letters)) : Optional.empty();
	}

	/**
	 * The code as it is shown.
	 * @return two groups of four letters
	 */
	public String reveal() {
		return this.letters.substring(0, LENGTH / 2) + "-" + this.letters.substring(LENGTH / 2);
	}

	/**
	 * What is kept of it.
	 * @return its hash
	 */
	public byte[] hash() {
		return Sha256.of(this.letters);
	}

	@Override
	public String toString() {
		return "UserCode[…]";
	}

}
