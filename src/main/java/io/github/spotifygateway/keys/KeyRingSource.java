package io.github.spotifygateway.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.spotifygateway.startup.StartupFailure;

import org.springframework.util.CollectionUtils;

/**
 * Where the operator keeps the key ring: in the settings or in a file. Only a file is
 * changed here, and never so that a key is lost.
 */
public final class KeyRingSource {

	private static final String RING = "spotify-gateway.keys.ring";

	private final List<String> ring;

	private final KeyFile file;

	KeyRingSource(KeyProperties properties) {
		this.ring = CollectionUtils.isEmpty(properties.ring()) ? List.of() : List.copyOf(properties.ring());
		this.file = new KeyFile(properties.file());
	}

	/**
	 * Make an entry for a ring.
	 * @return {@code id:base64} of a new key with a new id
	 */
	public static String generateEntry() {
		return EncryptionKey.generateEntry(EncryptionKey.newId());
	}

	/**
	 * Read the ring; a file that is missing is made, with a new key.
	 */
	KeyRing read() {
		return parse(isInSettings() ? this.ring : this.file.entries());
	}

	/**
	 * Read the ring as it is.
	 * @return the ring, unless its file is missing
	 */
	public Optional<KeyRing> find() {
		return (isInSettings() || this.file.exists()) ? Optional.of(read()) : Optional.empty();
	}

	/**
	 * Whether the ring is in the settings, where no command can change it.
	 * @return {@code true} if no file holds it
	 */
	public boolean isInSettings() {
		return !this.ring.isEmpty();
	}

	/**
	 * Add a new key to the file. It stands last: it decrypts and does not encrypt.
	 * @return the new key's id
	 */
	public String add() {
		String id = EncryptionKey.newId();
		change((entries) -> entries.add(EncryptionKey.generateEntry(id)));
		return id;
	}

	/**
	 * Put a key of the file first: it encrypts from now on.
	 * @param id the key's id
	 */
	public void putFirst(String id) {
		change((entries) -> {
			List<String> ids = List.copyOf(parse(entries).keyIds());
			int index = ids.indexOf(id);
			if (index < 0) {
				// not repeated: it may be a whole entry, pasted by mistake
				throw new StartupFailure("The key to put first is not in " + this + ".",
						"Name one of these ids: " + String.join(", ", ids) + ". Nothing was changed.");
			}
			entries.add(0, entries.remove(index));
		});
	}

	private void change(Consumer<List<String>> change) {
		this.file.change((entries) -> {
			List<String> changed = new ArrayList<>(entries);
			change.accept(changed);
			parse(changed);
			return changed;
		});
	}

	private KeyRing parse(List<String> entries) {
		try {
			return new KeyRing(entries.stream().map(EncryptionKey::parse).toList());
		}
		catch (IllegalArgumentException ex) {
			throw new StartupFailure("The key ring in " + this + " cannot be used: " + ex.getMessage() + ".",
					"Put back what was in use from your copy. A new entry is what `keys generate` prints; entries stand "
							+ (isInSettings() ? "in a list, separated by commas." : "one on each line."));
		}
	}

	@Override
	public String toString() {
		return isInSettings() ? RING : this.file.toString();
	}

}
