package io.github.spotifygateway.card;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The colours of a card.
 */
enum CardTheme {

	/** Dark on light, or light on dark, as whoever looks at it prefers. */
	AUTO,

	/** Dark on light. */
	LIGHT,

	/** Light on dark. */
	DARK,

	/** As {@link #AUTO}, without a ground of its own. */
	TRANSPARENT;

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
