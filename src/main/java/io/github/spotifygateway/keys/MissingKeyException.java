package io.github.spotifygateway.keys;

/**
 * A ciphertext made with a key that is not in this node's ring. Nothing is wrong with it:
 * it opens once the key is there.
 */
public class MissingKeyException extends DecryptionException {

	MissingKeyException(String keyId) {
		super("key [" + keyId + "] is not in the key ring");
	}

}
