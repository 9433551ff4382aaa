package io.github.spotifygateway.translation;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How an operation can be had by this app, as far as Spotify's answers have shown.
 */
public enum Offer {

	/** Spotify offers it, or has not shown yet that it does not. */
	DIRECTLY,

	/** By means of other operations. */
	INSTEAD,

	/** Not at all. */
	WITHDRAWN;

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
