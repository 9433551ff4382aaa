package io.github.spotifygateway.simulator;

import java.util.Locale;

/**
 * One operation of the Web API, as a line of {@code api/operations.txt} has it.
 *
 * @param method the HTTP method
 * @param path the path below {@code /v1}, with variables in braces
 * @param scopes the scopes a token needs
 * @param token whose token is good enough
 * @param status the status of the answer
 * @param answer a golden body under {@code api}, or one of the words below
 * @param caching what the answer says about caching
 * @param availability which apps have it
 */
record Operation(String method, PathTemplate path, ScopeRule scopes, TokenKind token, int status, String answer,
		Caching caching, Availability availability) {

	/**
	 * An answer without a body.
	 */
	static final String EMPTY = "-";

	/**
	 * An answer of a {@link LiveOperation}.
	 */
	static final String LIVE = "live";

	/**
	 * A few letters that are no JSON.
	 */
	static final String TEXT = "text";

	static Operation of(String line) {
		String[] columns = line.split("\\s+");
		return new Operation(columns[0], PathTemplate.of("/v1" + columns[1]), ScopeRule.of(columns[2]),
				TokenKind.of(columns[3]), Integer.parseInt(columns[4]), columns[5], Caching.of(columns[6]),
				Availability.of(columns[7]));
	}

	@Override
	public String toString() {
		return this.method + " " + this.path.text();
	}

	/**
	 * Whose token an operation takes.
	 */
	enum TokenKind {

		APP, USER, PREMIUM;

		static TokenKind of(String word) {
			return valueOf(word.toUpperCase(Locale.ROOT));
		}

	}

}
