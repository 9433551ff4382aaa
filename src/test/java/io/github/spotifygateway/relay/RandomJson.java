package io.github.spotifygateway.relay;

import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes up JSON documents full of links, and says how they are spelled once the links are
 * rewritten.
 */
final class RandomJson {

	static final String FROM = "http://a.b/v1";

	static final String TO = "https://gateway.example/v1";

	static final Set<String> LINKS = Set.of("href", "next", "previous", "track_href", "analysis_url");

	private static final List<String> NAMES = List.of("href", "next", "previous", "track_href", "analysis_url", "hrefs",
			"Next", "", "url", "analysis_url2", "hr\u0000ef", "previou\u017f", "\u00fc");

	private static final List<String> PLACES = List.of(FROM, FROM + "/", FROM + "?a=b", FROM + "/me/\u00fc\ud83d\ude00",
			FROM + "x", FROM + "#", "http://a.b/v2/", "https://a.b/v1/", "http://a.b", " " + FROM, "HTTP://A.B/V1/",
			"");

	private static final List<String> SPACES = List.of("", "", "", " ", "\n\t", "\r\n  ");

	private static final List<String> OTHERS = List.of("null", "true", "false", "0", "-1.5e+3", "{}", "[ ]");

	private static final String SHORT = "\"\\/\b\f\n\r\t";

	private static final String SHORT_NAMES = "\"\\/bfnrt";

	private final Random random;

	private final StringBuilder before = new StringBuilder();

	private final StringBuilder after = new StringBuilder();

	private RandomJson(Random random) {
		this.random = random;
	}

	static Document make(Random random) {
		RandomJson json = new RandomJson(random);
		json.value(6);
		return new Document(json.before.toString(), json.after.toString());
	}

	private void value(int depth) {
		space();
		switch (this.random.nextInt((depth > 0) ? 6 : 2)) {
			case 0 -> both(any(OTHERS));
			case 1 -> both(quoted(text()));
			case 2 -> array(depth - 1);
			default -> object(depth - 1);
		}
		space();
	}

	private void array(int depth) {
		both("[");
		int length = this.random.nextInt(4);
		for (int index = 0; index < length; index++) {
			both((index > 0) ? "," : "");
			value(depth);
		}
		both("]");
	}

	private void object(int depth) {
		both("{");
		int length = this.random.nextInt(5);
		for (int index = 0; index < length; index++) {
			both((index > 0) ? "," : "");
			member(depth);
		}
		both("}");
	}

	private void member(int depth) {
		String name = any(NAMES);
		space();
		both(quoted(name));
		space();
		both(":");
		space();
		switch (this.random.nextInt((depth > 0) ? 5 : 3)) {
			case 0 -> both(any(OTHERS));
			case 1, 2 -> link(name, text());
			case 3 -> array(depth);
			default -> object(depth);
		}
		space();
	}

	private void link(String name, String text) {
		boolean rewritten = LINKS.contains(name) && isLink(text);
		if (!rewritten) {
			both(quoted(text));
			return;
		}
		String rest = text.substring(FROM.length());
		String next = rest.isEmpty() ? "" : rest.substring(0, 1);
		String spelling = rest.isEmpty() ? "" : spelling(rest.substring(1));
		this.before.append('"').append(spelling(FROM + next)).append(spelling).append('"');
		this.after.append('"').append(TO).append(next).append(spelling).append('"');
	}

	static boolean isLink(String text) {
		return text.equals(FROM) || text.startsWith(FROM + "/") || text.startsWith(FROM + "?");
	}

	private String text() {
		return switch (this.random.nextInt(4)) {
			case 0 -> any(NAMES);
			case 1 -> this.random.ints(this.random.nextInt(20), 0, 0x10000)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			default -> any(PLACES);
		};
	}

	private String quoted(String text) {
		return '"' + spelling(text) + '"';
	}

	/** A string in one of the many ways to write it. */
	private String spelling(String text) {
		boolean escapeMuch = this.random.nextInt(3) == 0;
		StringBuilder spelling = new StringBuilder();
		text.codePoints().forEach((codePoint) -> {
			int shortName = (codePoint < 128) ? SHORT.indexOf(codePoint) : -1;
			boolean mustBeEscaped = codePoint < ' ' || codePoint == '"' || codePoint == '\\'
					|| (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
			boolean escaped = mustBeEscaped || (escapeMuch && this.random.nextInt(3) == 0);
			if (!escaped) {
				spelling.appendCodePoint(codePoint);
			}
			else if (shortName >= 0 && this.random.nextBoolean()) {
				spelling.append('\\').append(SHORT_NAMES.charAt(shortName));
			}
			else {
				Character.toString(codePoint).chars().forEach((unit) -> spelling.append(escape(unit)));
			}
		});
		return spelling.toString();
	}

	private String escape(int unit) {
		return "\\u" + (this.random.nextBoolean() ? "%04x" : "%04X").formatted(unit);
	}

	private void space() {
		both(any(SPACES));
	}

	private void both(String text) {
		this.before.append(text);
		this.after.append(text);
	}

	private String any(List<String> texts) {
		return texts.get(this.random.nextInt(texts.size()));
	}

	/**
	 * A document.
	 *
	 * @param before as it comes
	 * @param after as it has to leave
	 */
	record Document(String before, String after) {
	}

}
