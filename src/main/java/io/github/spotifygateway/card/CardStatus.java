package io.github.spotifygateway.card;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a card says of playback.
 */
enum CardStatus {

	PLAYING("Now playing", ""),

	PAUSED("Paused", ""),

	/** What played is over by now, and nobody has asked Spotify since. */
	LAST_PLAYED("Last played", ""),

	ADVERTISEMENT("Advertisement", "An ad is playing"),

	IDLE("Not playing", "Nothing is playing"),

	/** The user keeps from others what plays. */
	PRIVATE_SESSION("Private session", "Listening in private"),

	/** Nobody has asked Spotify lately. */
	UNKNOWN("Share card", "Nothing to show yet");

	private final String label;

	private final String sentence;

	CardStatus(String label, String sentence) {
		this.label = label;
		this.sentence = sentence;
	}

	String label() {
		return this.label;
	}

	/**
	 * What stands in place of an item.
	 */
	String sentence() {
		return this.sentence;
	}

	boolean hasItem() {
		return this == PLAYING || this == PAUSED || this == LAST_PLAYED;
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
