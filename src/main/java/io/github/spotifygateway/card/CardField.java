package io.github.spotifygateway.card;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.StringUtils;

/**
 * Something a card may show. What is not among a card's fields is nowhere in it.
 */
enum CardField {

	/** Whether something plays. */
	STATE,

	/** The name of the track or episode. */
	TITLE,

	/** The artists, or who publishes the show. */
	CREATORS,

	/** The name of the album or show. */
	COLLECTION,

	/** The picture. */
	COVER,

	/** How far playback is, and of how much. */
	PROGRESS,

	/** The item's page at Spotify. */
	LINK;

	/** What a card shows when nobody says otherwise. */
	static final Set<CardField> USUAL = Collections.unmodifiableSet(EnumSet.of(STATE, TITLE, CREATORS, COVER));

	/**
	 * Read the fields that someone asks for.
	 * @throws UnknownCardOptionException if there is none, or one that does not exist
	 */
	static Set<CardField> parse(Collection<String> names) {
		Set<CardField> fields = EnumSet.noneOf(CardField.class);
		names.forEach((name) -> fields.add(CardOptions.parse("fields", values(), name)));
		if (fields.isEmpty()) {
			throw new UnknownCardOptionException("fields", values());
		}
		return fields;
	}

	/**
	 * Read stored fields. One that a later version stored shows nothing here.
	 */
	static Set<CardField> read(String stored) {
		Set<String> names = Set.of(StringUtils.tokenizeToStringArray(stored, " "));
		return Arrays.stream(values())
			.filter((field) -> names.contains(field.toString()))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(CardField.class)));
	}

	static String write(Set<CardField> fields) {
		return EnumSet.copyOf(fields).stream().map(CardField::toString).collect(Collectors.joining(" "));
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
