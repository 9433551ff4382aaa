package io.github.spotifygateway.command;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.spotifygateway.connection.Reencryption;
import io.github.spotifygateway.connection.Reencryption.Outcome;
import io.github.spotifygateway.keys.KeyRing;
import io.github.spotifygateway.keys.KeyRingSource;
import io.github.spotifygateway.startup.StartupFailure;
import io.github.spotifygateway.store.GatewayDatabase;

/**
 * Runs the {@link Reencryption} and says what came of it.
 */
final class StoredReencryption {

	private static final int MOST_IDS = 10;

	private final KeyRingSource source;

	private final Optional<GatewayDatabase> database;

	private final PrintStream out;

	StoredReencryption(KeyRingSource source, Optional<GatewayDatabase> database, PrintStream out) {
		this.source = source;
		this.database = database;
		this.out = out;
	}

	void run() {
		KeyRing keyRing = this.source.find()
			.orElseThrow(() -> new StartupFailure("There is no key to encrypt with: " + this.source + " is missing.",
					"Put it back from your copy, or name another with spotify-gateway.keys.file."));
		Outcome outcome = this.database.map((tables) -> new Reencryption(tables, keyRing).run())
			.orElse(new Outcome(0, Map.of()));
		this.out.println("Connections re-encrypted with key [" + keyRing.primaryKeyId() + "]: " + outcome.changed());
		if (!outcome.unopened().isEmpty()) {
			throw failure(outcome.unopened());
		}
		this.out.println("Nothing is left under another key. Next: keys status");
	}

	private static StartupFailure failure(Map<String, Set<String>> unopened) {
		String connections = unopened.entrySet()
			.stream()
			.map((key) -> "under key [" + key.getKey() + "]: " + list(key.getValue()))
			.collect(Collectors.joining("; "));
		return new StartupFailure("Connections that do not open were left as they are, " + connections + ".",
				"If the key is missing or not the right one (`keys status`), put the right one into the key ring and"
						+ " run this again. If it is right, the connection is damaged: restore its row from a backup,"
						+ " or delete it, and its user signs in again.");
	}

	private static String list(Set<String> ids) {
		String list = ids.stream().limit(MOST_IDS).collect(Collectors.joining(", "));
		return (ids.size() > MOST_IDS) ? list + " and " + (ids.size() - MOST_IDS) + " more" : list;
	}

}
