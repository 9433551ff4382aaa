package io.github.spotifygateway.playback;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is true of every cursor, whatever a caller made up.
 */
class CursorPropertyTests {

	private static final String LIST = "top-tracks/short_term";

	@Property
	void cursorLeadsWhereItWasMadeFor(@ForAll @LongRange(min = 1, max = 9_999_999_999_999L) long position) {
		String text = Cursor.next(LIST, position);
		assertThat(text).matches("[A-Za-z0-9_-]+");
		assertThat(Cursor.read(text, LIST)).isEqualTo(new Cursor(LIST, position));
	}

	@Property
	void cursorIsOfOneListOnly(@ForAll("lists") String made, @ForAll("lists") String asked,
			@ForAll @LongRange(min = 1, max = 100) long position) {
		assertThat(read(Cursor.next(made, position), asked).isPresent()).isEqualTo(made.equals(asked));
	}

	@Property
	void whatIsAcceptedHasOneSpelling(@ForAll("almostCursors") String text) {
		read(text, LIST).ifPresent((cursor) -> {
			assertThat(cursor.position()).isBetween(1L, 9_999_999_999_999L);
			assertThat(Cursor.next(LIST, cursor.position())).isEqualTo(text);
		});
	}

	@Property
	void nothingButRefusalHappens(@ForAll String text) {
		assertThat(read(text, LIST)).isEmpty();
	}

	@Property
	void changedCursorIsRefusedOrAnother(@ForAll @LongRange(min = 1, max = 1000) long position,
			@ForAll char replacement, @ForAll @LongRange(min = 0, max = 20) long index) {
		String text = Cursor.next(LIST, position);
		assertThat(text).isNotNull();
		StringBuilder changed = new StringBuilder(text);
		changed.setCharAt((int) index, replacement);
		read(changed.toString(), LIST)
			.ifPresent((cursor) -> assertThat(Cursor.next(LIST, cursor.position())).isEqualTo(changed.toString()));
	}

	@Test
	void positionThatNoListHasGivesNoCursor() {
		assertThat(Cursor.next(LIST, 0)).isNull();
		assertThat(Cursor.next(LIST, -1)).isNull();
		assertThat(Cursor.next(LIST, 10_000_000_000_000L)).isNull();
	}

	@Test
	void otherSpellingsOfTheSameBytesAreRefused() {
		String text = Cursor.next(LIST, 20);
		assertThat(text).isNotNull();
		assertThat(Base64.getUrlDecoder().decode(text)).hasSize(26);
		String other = text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) + 1);
		assertThat(Base64.getUrlDecoder().decode(other)).isEqualTo(Base64.getUrlDecoder().decode(text));
		assertThat(read(text, LIST)).isPresent();
		assertThat(read(other, LIST)).isEmpty();
		assertThat(read(text + "=", LIST)).isEmpty();
	}

	@Provide
	Arbitrary<String> lists() {
		return Arbitraries.of("recently-played", "top-tracks/short_term", "top-tracks/long_term",
				"top-artists/short_term");
	}

	@Provide
	Arbitrary<String> almostCursors() {
		Arbitrary<String> version = Arbitraries.of("1", "0", "2", "01", "", "１");
		Arbitrary<String> list = Arbitraries.of(LIST, "top-tracks/short_term ", "top-tracks", "TOP-tracks/short_term");
		Arbitrary<String> position = Arbitraries.oneOf(Arbitraries.longs().map(String::valueOf),
				Arbitraries.integers().between(1, 60).map(String::valueOf),
				Arbitraries.of("", "0", "-1", "+1", "01", "1.0", "1e3", "20\n", "٢٠", "99999999999999", "1 1"));
		Arbitrary<String> separator = Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.just(" ")),
				Tuple.of(1, Arbitraries.of("", "  ", "\t", ".", "\u00a0")));
		Arbitrary<String> texts = Combinators.combine(version, separator, list, separator, position)
			.as((first, second, third, fourth, fifth) -> first + second + third + fourth + fifth);
		return Combinators.combine(texts, Arbitraries.of("", "=", "==", "\n", "A"))
			.as((text,
					end) -> Base64.getUrlEncoder()
						.withoutPadding()
						.encodeToString(text.getBytes(StandardCharsets.UTF_8)) + end);
	}

	private static Optional<Cursor> read(String text, String list) {
		try {
			return Optional.of(Cursor.read(text, list));
		}
		catch (InvalidCursorException ex) {
			return Optional.empty();
		}
	}

}
