package io.github.spotifygateway.simulator;

/**
 * The kinds of app, to each of which the Web API looks different.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/concepts/quota-modes">Quota
 * modes</a>
 */
public enum AppFace {

	/** An app with extended quota, which is told everything and lost nothing. */
	EXTENDED,

	/**
	 * An app in Development Mode from before 2026-02-11. It lost what was restricted in
	 * November 2024, and has the old operations and the new ones.
	 */
	OLD_DEVELOPMENT_MODE,

	/**
	 * An app in Development Mode created since 2026-02-11. It has the new operations
	 * only, and things have fewer fields.
	 */
	NEW_DEVELOPMENT_MODE;

	boolean has(Availability availability) {
		return switch (availability) {
			case ALWAYS, ADDED -> true;
			case REMOVED -> this != NEW_DEVELOPMENT_MODE;
			case RESTRICTED -> this == EXTENDED;
		};
	}

}
