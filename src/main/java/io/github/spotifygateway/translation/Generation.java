package io.github.spotifygateway.translation;

import java.util.Locale;
import java.util.Optional;

import io.github.spotifygateway.spotify.AppKind;

/**
 * How the two generations of the Web API name what a playlist holds.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/references/changes/february-2026">Spotify,
 * Changes of February 2026</a>
 */
enum Generation {

	/** As it was until February 2026. */
	OLDER("tracks", "track"),

	/** As it is for apps created since. */
	NEWER("items", "item");

	private final String list;

	private final String entry;

	Generation(String list, String entry) {
		this.list = list;
		this.entry = entry;
	}

	static Generation of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

	/**
	 * The generation that a kind of app has.
	 */
	static Optional<Generation> of(AppKind kind) {
		return switch (kind) {
			case NEW_DEVELOPMENT_MODE -> Optional.of(NEWER);
			case EXTENDED_OR_OLDER_DEVELOPMENT_MODE, OLDER_DEVELOPMENT_MODE -> Optional.of(OLDER);
			case UNKNOWN -> Optional.empty();
		};
	}

	Generation other() {
		return (this == OLDER) ? NEWER : OLDER;
	}

	/**
	 * The list of a playlist's entries: the last segment of its path, and its member in a
	 * playlist and in the body of a removal.
	 */
	String list() {
		return this.list;
	}

	/**
	 * The track or episode of an entry.
	 */
	String entry() {
		return this.entry;
	}

}
