package io.github.spotifygateway.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import io.github.spotifygateway.keys.Sha256;

/**
 * The secret of an API token: {@code sgw_pat_}, 30 random base62 characters (178 bit) and
 * a CRC-32 of what stands before it in 6 more. The checksum lets a mistyped token fail
 * without a look into the database, and secret scanners tell one from a look-alike.
 */
final class ApiTokenValue {

	static final String PREFIX = "sgw_pat_";

	private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{36}");

	private static final int RANDOM_LENGTH = 30;

	private static final int CHECKSUM_LENGTH = 6;

	private static final SecureRandom random = new SecureRandom();

	private final String value;

	private ApiTokenValue(String value) {
		this.value = value;
	}

	static ApiTokenValue generate() {
		StringBuilder value = new StringBuilder(PREFIX);
		random.ints(RANDOM_LENGTH, 0, BASE62.length()).forEach((index) -> value.append(BASE62.charAt(index)));
		return new ApiTokenValue(value + checksum(value.toString()));
	}

	/**
	 * Read a token.
	 * @return the token, unless it cannot be one
	 */
	static Optional<ApiTokenValue> parse(String text) {
		if (!FORM.matcher(text).matches()) {
			return Optional.empty();
		}
		int checksumAt = text.length() - CHECKSUM_LENGTH;
		return text.substring(checksumAt).equals(checksum(text.substring(0, checksumAt)))
				? Optional.of(new ApiTokenValue(text)) : Optional.empty();
	}

	/**
	 * The token itself, to be shown once.
	 */
	String reveal() {
		return this.value;
	}

	/**
	 * What is kept of it. It needs no slow hash: its entropy is full.
	 */
	byte[] hash() {
		return Sha256.of(this.value);
	}

	/**
	 * What lets its owner recognize it.
	 */
	String hint() {
		return PREFIX + "…" + this.value.substring(this.value.length() - 4);
	}

	@Override
	public String toString() {
		return "ApiTokenValue[" + PREFIX + "…]";
	}

	private static String checksum(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.US_ASCII));
		StringBuilder checksum = new StringBuilder();
		long rest = crc.getValue();
		for (int i = 0; i < CHECKSUM_LENGTH; i++) {
			checksum.insert(0, BASE62.charAt((int) (rest % BASE62.length())));
			rest /= BASE62.length();
		}
		return checksum.toString();
	}

}
