package io.github.spotifygateway.simulator;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/**
 * Makes the values that must not leak. Each kind begins with words of its own, so that a
 * test can search logs, databases and answers for them.
 */
enum Sentinel {

	CODE("SIMCODE-"), ACCESS_TOKEN("SIMACCESS-"), REFRESH_TOKEN("SIMREFRESH-");

	private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int LENGTH = 40;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final String prefix;

	Sentinel(String prefix) {
		this.prefix = prefix;
	}

	String next() {
		return RANDOM.ints(LENGTH, 0, BASE62.length())
			.mapToObj((index) -> BASE62.substring(index, index + 1))
			.collect(Collectors.joining("", this.prefix, ""));
	}

}
