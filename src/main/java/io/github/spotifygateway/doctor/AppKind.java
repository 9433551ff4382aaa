package io.github.spotifygateway.doctor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The kinds of Spotify apps, which do not get the same answers from the Web API.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/concepts/quota-modes">Spotify,
 * Quota modes</a>
 */
enum AppKind {

	/**
	 * Gets everything; extended quota, unless the quota or the list of users shows up.
	 */
	EXTENDED_OR_OLDER_DEVELOPMENT_MODE,

	/** Gets everything, for its few users and until the quota is used up. */
	OLDER_DEVELOPMENT_MODE,

	/** Created since 2026-02-11: gets fewer operations and fields. */
	NEW_DEVELOPMENT_MODE,

	/** No answer has shown it within 30 days. */
	UNKNOWN;

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
