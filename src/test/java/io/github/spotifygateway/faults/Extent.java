package io.github.spotifygateway.faults;

import java.util.stream.IntStream;

/**
 * How often and how hard everything is tried, as the build says: a little in every build,
 * a lot in the profile {@code faults}.
 */
final class Extent {

	/** How many callers each of the two nodes has. */
	static final int CALLERS = Integer.getInteger("faults.callers", 500);

	private Extent() {
	}

	/**
	 * The rounds of a load.
	 */
	static IntStream rounds() {
		return upTo("faults.rounds");
	}

	/**
	 * The rounds of a load that waits for slow answers.
	 */
	static IntStream slowRounds() {
		return upTo("faults.slow-rounds");
	}

	/**
	 * The kills of one of two nodes.
	 */
	static IntStream kills() {
		return upTo("faults.kills");
	}

	/**
	 * The kills of a node that is the only one.
	 */
	static IntStream singleNodeKills() {
		return upTo("faults.single-node-kills");
	}

	private static IntStream upTo(String property) {
		return IntStream.rangeClosed(1, Integer.getInteger(property, 1));
	}

}
