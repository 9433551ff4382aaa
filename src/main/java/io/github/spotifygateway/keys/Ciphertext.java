package io.github.spotifygateway.keys;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The printable form of an encrypted secret: {@code v1.<key id>.<base64url>}.
 *
 * @param keyId the id of the key that made it
 * @param bytes nonce, encrypted secret and tag
 */
record Ciphertext(String keyId, byte[] bytes) {

	private static final String VERSION = "v1.";

	private static final Pattern KEY_ID = Pattern.compile(EncryptionKey.ID);

	static Ciphertext parse(String text) {
		int end = text.indexOf('.', VERSION.length());
		if (!text.startsWith(VERSION) || end < 0 || end == text.length() - 1 || text.endsWith("=")) {
			throw malformed();
		}
		String keyId = text.substring(VERSION.length(), end);
		if (!KEY_ID.matcher(keyId).matches()) {
			throw malformed();
		}
		try {
			return new Ciphertext(keyId, Base64.getUrlDecoder().decode(text.substring(end + 1)));
		}
		catch (IllegalArgumentException ex) {
			throw new DecryptionException("ciphertext is not base64url", ex);
		}
	}

	private static DecryptionException malformed() {
		return new DecryptionException("text is not a ciphertext of the form v1.<key id>.<base64url>");
	}

	@Override
	public String toString() {
		return VERSION + this.keyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(this.bytes);
	}

}
