package io.github.spotifygateway.card;

import java.util.Arrays;

/**
 * Reads what can be chosen of a card by the names it has in JSON.
 */
final class CardOptions {

	private CardOptions() {
	}

	/**
	 * Find a choice.
	 * @param member the member of the request that names it
	 * @throws UnknownCardOptionException if there is none of this name
	 */
	static <T extends Enum<T>> T parse(String member, T[] choices, String name) {
		return Arrays.stream(choices)
			.filter((choice) -> choice.toString().equals(name))
			.findFirst()
			.orElseThrow(() -> new UnknownCardOptionException(member, choices));
	}

	/**
	 * Find a stored choice; one that a later version stored is taken for another.
	 */
	static <T extends Enum<T>> T read(T[] choices, String stored, T other) {
		return Arrays.stream(choices).filter((choice) -> choice.toString().equals(stored)).findFirst().orElse(other);
	}

}
