package io.github.spotifygateway.command;

import java.io.PrintStream;

import io.github.spotifygateway.keys.KeyRingSource;
import io.github.spotifygateway.startup.StartupFailure;
import org.jspecify.annotations.Nullable;

/**
 * Rotates the key in a key file, in two phases: every node must be able to decrypt with a
 * key before the first of them encrypts with it.
 */
final class KeyRotation {

	private final KeyRingSource source;

	private final PrintStream out;

	KeyRotation(KeyRingSource source, PrintStream out) {
		this.source = source;
		this.out = out;
	}

	void run(@Nullable String keyId) {
		if (this.source.isInSettings()) {
			throw new StartupFailure("The key ring is in " + this.source + ", which no command can change.",
					"Rotate there in two phases: add what `keys generate` prints at the end of the ring and restart"
							+ " every node; then move it to the front, restart every node and run `keys reencrypt`.");
		}
		if (keyId == null) {
			addKey();
		}
		else {
			putFirst(keyId);
		}
	}

	private void addKey() {
		String keyId = this.source.add();
		this.out.println("Added key [" + keyId + "] to " + this.source + "; it decrypts, and does not encrypt yet.");
		this.out.println("Next: keep a copy of the file, restart every node with it, then run: keys rotate " + keyId);
	}

	private void putFirst(String keyId) {
		this.source.putFirst(keyId);
		this.out.println("Key [" + keyId + "] stands first in " + this.source + "; what is written next is under it.");
		this.out.println("Next: restart every node with the file, then run: keys reencrypt");
	}

}
