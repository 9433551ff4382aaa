package io.github.spotifygateway.simulator;

import java.util.List;

/**
 * Every operation of the Web API, the ones Spotify withdrew from new apps included.
 *
 * @see <a href= "https://developer.spotify.com/documentation/web-api">Spotify Web API</a>
 */
final class Operations {

	private static final List<Operation> ALL = GoldenBody.text("api/operations.txt")
		.lines()
		.filter((line) -> !line.startsWith("#"))
		.map(Operation::of)
		.toList();

	private Operations() {
	}

	static List<Operation> all() {
		return ALL;
	}

	/**
	 * Finds what can be done with a path.
	 * @param path a path such as {@code /v1/me}
	 * @return one operation for each method
	 */
	static List<Operation> at(String path) {
		return ALL.stream().filter((operation) -> operation.path().matches(path)).toList();
	}

}
