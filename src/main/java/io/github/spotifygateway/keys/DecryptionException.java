package io.github.spotifygateway.keys;

/**
 * A ciphertext that does not open: malformed, made with a key that is not in the ring, or
 * made for another {@link SecretContext}.
 */
public class DecryptionException extends RuntimeException {

	DecryptionException(String message) {
		super(message);
	}

	DecryptionException(String message, Throwable cause) {
		super(message, cause);
	}

}
