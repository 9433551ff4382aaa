package io.github.spotifygateway.card;

import java.time.Instant;
import java.util.Set;

/**
 * A share card as its owner sees it: everything but its address.
 *
 * @param id its public id
 * @param name what its owner calls it
 * @param hint the end of its address
 * @param fields what it shows
 * @param theme its colours
 * @param layout its size
 * @param createdAt when it was made
 */
record Card(String id, String name, String hint, Set<CardField> fields, CardTheme theme, CardLayout layout,
		Instant createdAt) {

	/** Names: 1 to 60 printable characters, none of which changes how others look. */
	static final String NAME_FORM = "(?=.*[\\p{L}\\p{N}\\p{P}\\p{S}])"
			+ "(?:[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]|\\x{200D}){1,60}";

	boolean shows(CardField field) {
		return this.fields.contains(field);
	}

}
