package io.github.spotifygateway.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.spotifygateway.keys.Sha256;

/**
 * The secret by which a device fetches its token: 256 random bits.
 */
final class DeviceCode {

	private static final int LENGTH = 32;

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final SecureRandom random = new SecureRandom();

	private final String value;

	private DeviceCode(String value) {
		this.value = value;
	}

	static DeviceCode generate() {
		byte[] bytes = new byte[LENGTH];
		random.nextBytes(bytes);
		return new DeviceCode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
	}

	/**
	 * Read a code.
	 * @return the code, unless it cannot be one
	 */
	static Optional<DeviceCode> parse(String text) {
		return FORM.matcher(text).matches() ? Optional.of(new DeviceCode(text)) : Optional.empty();
	}

	/**
	 * The code itself, for the device alone.
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

	@Override
	public String toString() {
		return "DeviceCode[…]";
	}

}
