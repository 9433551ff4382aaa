package io.github.spotifygateway.command;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.spotifygateway.connection.StoredKeys;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.KeyRingSource;
import io.github.spotifygateway.store.GatewayDatabase;

/**
 * Says of each key what it does and how much is stored under it, and then what to do
 * next. Looks only: it makes neither a key nor a table.
 */
final class KeysReport {

	private final KeyRingSource source;

	private final Optional<KeyRing> keyRing;

	private final Optional<StoredKeys> storedKeys;

	KeysReport(KeyRingSource source, Optional<GatewayDatabase> database) {
		this.source = source;
		this.keyRing = source.find();
		this.storedKeys = database.map(StoredKeys::new);
	}

	/**
	 * Print it.
	 * @return {@code true} if everything that is stored can be read
	 */
	boolean print(PrintStream out) {
		List<KeyReport> keys = keys();
		int width = keys.stream().mapToInt((key) -> key.id().length()).max().orElse(0);
		keys.forEach((key) -> out.println(key.line(width)));
		out.println(advice(keys));
		return keys.stream().allMatch(KeyReport::readable);
	}

	private List<KeyReport> keys() {
		Map<String, Long> connections = this.storedKeys.map(StoredKeys::connections).orElse(Map.of());
		Set<String> ids = new LinkedHashSet<>(this.keyRing.map(KeyRing::keyIds).orElse(Set.of()));
		ids.addAll(connections.keySet());
		return ids.stream().map((id) -> key(id, connections.getOrDefault(id, 0L))).toList();
	}

	private KeyReport key(String id, long connections) {
		return this.keyRing.filter((ring) -> ring.keyIds().contains(id))
			.map((ring) -> new KeyReport(id, id.equals(ring.primaryKeyId()) ? Role.ENCRYPTS : Role.DECRYPTS,
					connections, connections == 0 || this.storedKeys.orElseThrow().open(id, ring)))
			.orElseGet(() -> new KeyReport(id, Role.MISSING, connections, false));
	}

	private String advice(List<KeyReport> keys) {
		String unreadable = ids(keys, (key) -> !key.readable());
		if (!unreadable.isEmpty()) {
			return "Put the key that was in use back into " + this.source + ", under its id: " + unreadable + ".";
		}
		String waiting = ids(keys, (key) -> !key.encrypts() && key.connections() > 0);
		if (!waiting.isEmpty()) {
			return "Connections stand under a key that only decrypts. When every node has been restarted with this"
					+ " ring, run: keys reencrypt";
		}
		String unused = ids(keys, (key) -> !key.encrypts());
		if (!unused.isEmpty()) {
			String next = this.source.isInSettings() ? "move it to the front" : "run: keys rotate <id>";
			return "Unused: " + unused + ". If it was just added: restart every node, then " + next
					+ "; if it is left from before: remove it from " + this.source;
		}
		return keys.isEmpty() ? "Nothing is stored, and " + this.source + " is not there yet: the first start makes it."
				: "Nothing to do.";
	}

	private static String ids(List<KeyReport> keys, Predicate<KeyReport> which) {
		return keys.stream().filter(which).map((key) -> "[" + key.id() + "]").collect(Collectors.joining(", "));
	}

	/**
	 * One key.
	 */
	private record KeyReport(String id, Role role, long connections, boolean readable) {

		boolean encrypts() {
			return this.role == Role.ENCRYPTS;
		}

		String line(int width) {
			return ("%-" + width + "s  %-8s  connections: %d%s").formatted(this.id,
					this.role.name().toLowerCase(Locale.ROOT), this.connections, found());
		}

		private String found() {
			if (this.connections == 0) {
				return "";
			}
			return this.readable ? ", readable" : ", not readable";
		}

	}

	private enum Role {

		ENCRYPTS, DECRYPTS, MISSING

	}

}
