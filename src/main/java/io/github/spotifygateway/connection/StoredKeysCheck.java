package io.github.spotifygateway.connection;

import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.startup.StartupFailure;

/**
 * Stops the start, without changing anything, when the key ring cannot open what is
 * stored: a grant that cannot be read must not be replaced or lost by mistake.
 */
final class StoredKeysCheck {

	private static final String REMEDY = "Put the key that was in use back into the key ring. Nothing was changed.";

	private final StoredKeys storedKeys;

	private final KeyRing keyRing;

	StoredKeysCheck(StoredKeys storedKeys, KeyRing keyRing) {
		this.storedKeys = storedKeys;
		this.keyRing = keyRing;
	}

	void check() {
		this.storedKeys.connections().keySet().forEach(this::check);
	}

	private void check(String keyId) {
		if (!this.keyRing.keyIds().contains(keyId)) {
			throw new StartupFailure(
					"Stored tokens were encrypted with key [" + keyId + "], which is not in the key ring.", REMEDY);
		}
		if (!this.storedKeys.open(keyId, this.keyRing)) {
			throw new StartupFailure(
					"The key ring has a key [" + keyId + "], but it is not the one that encrypted the stored tokens.",
					REMEDY);
		}
	}

}
