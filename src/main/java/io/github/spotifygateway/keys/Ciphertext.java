package io.github.spotifygateway.keys;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The printable form of an encrypted secret: {@code v1.<key id>.<base64url>}.
 *
 * @param keyId the id of the key that made it
 * @param bytes nonce, encrypted secret and tag
 */
record Ciphertext(String keyId, byte[] bytes) {

	private static final Pattern FORM = Pattern
		.compile("v1\\.(?<id>" + EncryptionKey.ID + ")\\.(?<bytes>[A-Za-z0-9_-]+)");

	static Ciphertext parse(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches()) {
			throw new DecryptionException("text is not a ciphertext of the form v1.<key id>.<base64url>");
		}
		try {
			return new Ciphertext(matcher.group("id"), Base64.getUrlDecoder().decode(matcher.group("bytes")));
		}
		catch (IllegalArgumentException ex) {
			throw new DecryptionException("ciphertext is not base64url", ex);
		}
	}

	@Override
	public String toString() {
		return "v1." + this.keyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(this.bytes);
	}

}
