package io.github.spotifygateway.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scopes an operation needs: one of each list.
 *
 * @param allOf lists of alternatives
 */
record ScopeRule(List<List<Scope>> allOf) {

	static ScopeRule of(String text) {
		return new ScopeRule(parts(text, ",").map(ScopeRule::alternatives).toList());
	}

	private static List<Scope> alternatives(String text) {
		return parts(text, "\\|").map(Scope::of).toList();
	}

	private static Stream<String> parts(String text, String separator) {
		return "-".equals(text) ? Stream.empty() : Arrays.stream(text.split(separator));
	}

	/**
	 * Finds what a grant lacks.
	 * @param grant the grant
	 * @return the first of each list of alternatives it has none of
	 */
	List<Scope> missing(Grant grant) {
		return this.allOf.stream()
			.filter((alternatives) -> alternatives.stream().noneMatch(grant::includes))
			.map((alternatives) -> alternatives.get(0))
			.toList();
	}

	/**
	 * Names the fewest scopes that are enough.
	 * @return the first of each list of alternatives
	 */
	List<Scope> fewest() {
		return this.allOf.stream().map((alternatives) -> alternatives.get(0)).toList();
	}

}
