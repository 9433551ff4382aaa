package io.github.spotifygateway.card;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What makes the address of a card unguessable: 26 random base62 characters (154 bit).
 * Whoever knows it sees the card.
 */
final class CardSecret {

	private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int LENGTH = 26;

	/** What each of them looks like, as a regular expression. */
	static final String FORM = "[0-9A-Za-z]{" + LENGTH + "}";

	private static final Pattern pattern = Pattern.compile(FORM);

	private static final SecureRandom random = new SecureRandom();

	private final String value;

	private CardSecret(String value) {
		this.value = value;
	}

	static CardSecret generate() {
		StringBuilder value = new StringBuilder();
		random.ints(LENGTH, 0, BASE62.length()).forEach((index) -> value.append(BASE62.charAt(index)));
		return new CardSecret(value.toString());
	}

	/**
	 * Read a secret.
	 * @return the secret, unless it cannot be one
	 */
	static Optional<CardSecret> parse(String text) {
		return pattern.matcher(text).matches() ? Optional.of(new CardSecret(text)) : Optional.empty();
	}

	/**
	 * The secret itself, to be shown once.
	 */
	String reveal() {
		return this.value;
	}

	/**
	 * What is kept of it. It needs no slow hash: its entropy is full.
	 */
	byte[] hash() {
		try {
			return MessageDigest.getInstance("SHA-256").digest(this.value.getBytes(StandardCharsets.US_ASCII));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What lets its owner recognize it.
	 */
	String hint() {
		return "…" + this.value.substring(LENGTH - 4);
	}

	@Override
	public String toString() {
		return "CardSecret[…]";
	}

}
