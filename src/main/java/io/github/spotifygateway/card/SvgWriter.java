package io.github.spotifygateway.card;

import java.util.ArrayDeque;
import java.util.Deque;

import org.springframework.util.Assert;

/**
 * Writes SVG as text. Names of elements and attributes are the program's own; every value
 * is escaped, and what XML cannot hold is left out.
 *
 * @see <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0, Characters</a>
 */
final class SvgWriter {

	private final StringBuilder out = new StringBuilder();

	private final Deque<String> open = new ArrayDeque<>();

	/**
	 * Begin an element.
	 * @param name its name
	 * @param attributes names and values of its attributes, in turn
	 */
	SvgWriter start(String name, Object... attributes) {
		tag(name, attributes);
		this.out.append('>');
		this.open.push(name);
		return this;
	}

	/**
	 * Write an element without content.
	 */
	SvgWriter empty(String name, Object... attributes) {
		tag(name, attributes);
		this.out.append("/>");
		return this;
	}

	SvgWriter text(String text) {
		escape(text);
		return this;
	}

	SvgWriter end() {
		this.out.append("</").append(this.open.pop()).append('>');
		return this;
	}

	@Override
	public String toString() {
		Assert.state(this.open.isEmpty(), "an element is open");
		return this.out.toString();
	}

	private void tag(String name, Object... attributes) {
		this.out.append('<').append(name);
		for (int i = 0; i < attributes.length; i += 2) {
			this.out.append(' ').append(attributes[i]).append("=\"");
			escape(attributes[i + 1].toString());
			this.out.append('"');
		}
	}

	private void escape(String text) {
		text.codePoints().filter(SvgWriter::isXml).forEach((codePoint) -> {
			switch (codePoint) {
				case '<' -> this.out.append("&lt;");
				case '>' -> this.out.append("&gt;");
				case '&' -> this.out.append("&amp;");
				case '"' -> this.out.append("&quot;");
				case '\'' -> this.out.append("&#39;");
				default -> this.out.appendCodePoint(codePoint);
			}
		});
	}

	private static boolean isXml(int codePoint) {
		return codePoint == '\t' || codePoint == '\n' || codePoint == '\r' || (codePoint >= 0x20 && codePoint <= 0xD7FF)
				|| (codePoint >= 0xE000 && codePoint <= 0xFFFD) || codePoint >= 0x10000;
	}

}
