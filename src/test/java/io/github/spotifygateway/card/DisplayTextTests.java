package io.github.spotifygateway.card;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How titles are put on a line.
 */
class DisplayTextTests {

	@Test
	void textThatFitsStaysAsItIs() {
		assertThat(DisplayText.fit("Glass Harbour", 10)).isEqualTo("Glass Harbour");
	}

	@Test
	void textThatIsTooLongEndsInAnEllipsis() {
		assertThat(DisplayText.fit("a".repeat(100), 10)).matches("a{10,18}…");
	}

	@Test
	void wideCharactersTakeAboutTwiceTheRoom() {
		int narrow = DisplayText.fit("a".repeat(100), 20).length();
		int wide = DisplayText.fit("桜".repeat(100), 20).length();
		assertThat((double) narrow / wide).isBetween(1.6, 2.2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👍🏽", "e\u0301", "한", "🇯🇵", "𝄞" })
	void whatReadersTakeForOneCharacterIsNeverCut(String character) {
		for (double ems = 1; ems < 12; ems += 0.25) {
			String beginning = DisplayText.fit(character.repeat(20), ems).replace("…", "");
			assertThat(beginning.length() % character.length()).isZero();
			assertThat(beginning.replace(character, "")).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "Glass Harbour, false", "أغنية (Live), true", "שיר, true", "2026 שיר, true", "Live أغنية, false",
			"'1, 2, 3', false", "千本桜, false", "'', false" })
	void firstLetterDecidesTheDirection(String text, boolean rightToLeft) {
		assertThat(DisplayText.isRightToLeft(text)).isEqualTo(rightToLeft);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\u202eb", "a \u2066b\u2069", "\u0000a\u0000b", "a\t \u00a0b", "a\u0085b",
			"\u200fa\u2028b" })
	void textBecomesOneLineThatTurnsNoOther(String text) {
		assertThat(DisplayText.clean(text)).isEqualTo("a b");
	}

}
