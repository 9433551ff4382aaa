package io.github.spotifygateway.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code keys} on the command line.
 *
 * @param action what to do
 * @param keyId the key to do it with, if one is named
 * @param settings the server's settings, as {@code --name=value}
 */
record KeysArguments(Action action, @Nullable String keyId, List<String> settings) {

	/**
	 * Read the command line.
	 * @return the arguments, unless they make no sense
	 */
	static Optional<KeysArguments> parse(String... args) {
		Map<Boolean, List<String>> parts = Arrays.stream(args)
			.collect(Collectors.partitioningBy((arg) -> arg.startsWith("--")));
		List<String> settings = parts.getOrDefault(true, List.of());
		List<String> words = parts.getOrDefault(false, List.of());
		if (words.isEmpty()) {
			return Optional.empty();
		}
		return Action.of(words.get(0))
			.filter((action) -> words.size() <= action.words)
			.map((action) -> new KeysArguments(action, (words.size() > 1) ? words.get(1) : null, settings));
	}

	/**
	 * What can be done with keys.
	 */
	enum Action {

		/** Print a new key. */
		GENERATE(1),

		/** Add a key to the file, or put one of its keys first. */
		ROTATE(2),

		/** Bring what is stored under the first key. */
		REENCRYPT(1),

		/** Say which key does what. */
		STATUS(1);

		private final int words;

		Action(int words) {
			this.words = words;
		}

		private static Optional<Action> of(String word) {
			return Arrays.stream(values())
				.filter((action) -> action.name().toLowerCase(Locale.ROOT).equals(word))
				.findFirst();
		}

	}

}
