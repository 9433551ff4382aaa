package io.github.spotifygateway.playback;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list begins. Callers hand it back as they got it. It has nothing of
 * the user in it, and nothing that says where to ask.
 *
 * @param list the list, with those of its parameters that make it another list
 * @param position where in it the page begins, above zero
 */
record Cursor(String list, long position) {

	private static final Pattern TEXT = Pattern.compile("1 (\\S+) ([1-9]\\d{0,12})");

	private static final long LAST = 9_999_999_999_999L;

	/**
	 * Point to a position of a list.
	 * @param list the list
	 * @param position the position
	 * @return what callers get; {@code null} if no list has such a position
	 */
	static @Nullable String next(String list, long position) {
		return (position > 0 && position <= LAST) ? new Cursor(list, position).text() : null;
	}

	/**
	 * Read the cursor of a list.
	 * @param text what the caller sent
	 * @param list the list it must be of
	 * @return where the page begins
	 * @throws InvalidCursorException if no page of this list came with it
	 */
	static Cursor read(String text, String list) {
		Matcher matcher = TEXT.matcher(decode(text));
		if (!matcher.matches() || !matcher.group(1).equals(list)) {
			throw new InvalidCursorException();
		}
		Cursor cursor = new Cursor(list, Long.parseLong(matcher.group(2)));
		// Base64 has several spellings of the same bytes
		if (!cursor.text().equals(text)) {
			throw new InvalidCursorException();
		}
		return cursor;
	}

	private String text() {
		byte[] bytes = "1 %s %d".formatted(this.list, this.position).getBytes(StandardCharsets.US_ASCII);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static String decode(String text) {
		try {
			return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidCursorException();
		}
	}

}
