package io.github.spotifygateway.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is kept of a code or token that its holder knows.
 */
public final class Sha256 {

	private Sha256() {
	}

	/**
	 * The hash of a code or token.
	 * @param text the code or token, which is ASCII
	 * @return 32 bytes
	 */
	public static byte[] of(String text) {
		return of(text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * The hash of anything.
	 * @param bytes what to hash
	 * @return 32 bytes
	 */
	public static byte[] of(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
