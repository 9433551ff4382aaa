package io.github.spotifygateway.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The S256 check of PKCE. A verifier without a challenge is refused too, otherwise PKCE
 * could be taken out of a request on its way.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4.6">RFC 7636, 4.6</a>
 */
final class CodeChallenge {

	private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

	private CodeChallenge() {
	}

	static boolean isMetBy(@Nullable String challenge, @Nullable String verifier) {
		if (challenge == null || verifier == null) {
			return challenge == null && verifier == null;
		}
		return VERIFIER.matcher(verifier).matches() && challenge.equals(of(verifier));
	}

	static String of(String verifier) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
