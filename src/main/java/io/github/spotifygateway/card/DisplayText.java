package io.github.spotifygateway.card;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text as it is drawn: on one line, in its own direction, and short enough for its place.
 */
final class DisplayText {

	private static final String ELLIPSIS = "…";

	/** What ends lines, and what would change the direction of others. */
	private static final Pattern UNWANTED = Pattern
		.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Z}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]+");

	/** What a reader takes for one character, such as a letter with its accents. */
	private static final Pattern CHARACTER = Pattern.compile("\\X");

	/** What looks lost before an ellipsis. */
	private static final Pattern LOOSE_END = Pattern.compile("[\\s\\p{Ps}\\p{Pi}\\p{Pd},;:]+$");

	private static final Set<UnicodeScript> WIDE = Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
			UnicodeScript.KATAKANA, UnicodeScript.HANGUL, UnicodeScript.BOPOMOFO, UnicodeScript.YI);

	private static final double WIDE_EM = 1.0;

	private static final double EMOJI_EM = 1.3;

	private static final double CAPITAL_EM = 0.7;

	private static final double BROAD_EM = 0.95;

	private static final double SLIM_EM = 0.32;

	private static final double USUAL_EM = 0.56;

	private DisplayText() {
	}

	/**
	 * Put a text on one line.
	 */
	static String clean(String text) {
		return UNWANTED.matcher(text).replaceAll(" ").strip();
	}

	/**
	 * Whether a text reads from right to left, which its first letter decides.
	 * @see <a href="https://www.unicode.org/reports/tr9/#P2">UAX #9, The Paragraph
	 * Level</a>
	 */
	static boolean isRightToLeft(String text) {
		return text.codePoints()
			.map(Character::getDirectionality)
			.filter((direction) -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT
					|| direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
					|| direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
			.findFirst()
			.orElse(Character.DIRECTIONALITY_LEFT_TO_RIGHT) != Character.DIRECTIONALITY_LEFT_TO_RIGHT;
	}

	/**
	 * Shorten a text to about a width. What a reader takes for one character stays whole.
	 * @param text the text
	 * @param ems the width, in sizes of its font
	 * @return the text, or its beginning and an ellipsis
	 */
	static String fit(String text, double ems) {
		List<String> characters = CHARACTER.matcher(text).results().map(MatchResult::group).toList();
		double width = 0;
		StringBuilder beginning = new StringBuilder();
		for (String character : characters) {
			width += width(character);
			if (width <= ems - WIDE_EM) {
				beginning.append(character);
			}
			if (width > ems) {
				return LOOSE_END.matcher(beginning).replaceFirst("") + ELLIPSIS;
			}
		}
		return text;
	}

	private static double width(String character) {
		int codePoint = character.codePointAt(0);
		if (codePoint >= 0x1F000 && codePoint < 0x20000 || character.indexOf('\uFE0F') >= 0) {
			return EMOJI_EM;
		}
		if (isWide(codePoint)) {
			return WIDE_EM;
		}
		if (codePoint == 'W' || codePoint == 'M' || codePoint == 'm' || codePoint == 'w' || codePoint == '@') {
			return BROAD_EM;
		}
		if ("iljtfI.,;:'!|()[] ".indexOf(codePoint) >= 0) {
			return SLIM_EM;
		}
		return Character.isUpperCase(codePoint) ? CAPITAL_EM : USUAL_EM;
	}

	private static boolean isWide(int codePoint) {
		return WIDE.contains(UnicodeScript.of(codePoint)) || (codePoint >= 0x3000 && codePoint <= 0x303F)
				|| (codePoint >= 0xFF01 && codePoint <= 0xFF60);
	}

}
