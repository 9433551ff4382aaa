package io.github.spotifygateway.card;

import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The size of a card, in pixels. It depends on what the card shows, never on what plays:
 * a page does not jump when the next track begins.
 */
enum CardLayout {

	/** For a page of one's own. */
	WIDE(480, 20, 116, 21, 15),

	/** For a sidebar or an overlay. */
	COMPACT(340, 14, 64, 16, 13);

	private static final double LEADING = 1.45;

	private static final int LABEL_SIZE = 12;

	private static final int LABEL_HEIGHT = 19;

	private static final int PROGRESS_HEIGHT = 20;

	private final int width;

	private final int padding;

	private final int coverSize;

	private final int headlineSize;

	private final int textSize;

	CardLayout(int width, int padding, int coverSize, int headlineSize, int textSize) {
		this.width = width;
		this.padding = padding;
		this.coverSize = coverSize;
		this.headlineSize = headlineSize;
		this.textSize = textSize;
	}

	int width() {
		return this.width;
	}

	int height(Set<CardField> fields) {
		int lines = (int) CardContent.TEXTS.stream().filter(fields::contains).count();
		int text = textHeight(lines, fields.contains(CardField.PROGRESS));
		return 2 * this.padding + Math.max(text, fields.contains(CardField.COVER) ? this.coverSize : 0);
	}

	/**
	 * Height of everything beside the cover.
	 */
	int textHeight(int lines, boolean progress) {
		int height = labelHeight() + (progress ? PROGRESS_HEIGHT : 0);
		for (int i = 0; i < lines; i++) {
			height += lineHeight(i);
		}
		return height;
	}

	int textStart(Set<CardField> fields) {
		return this.padding + (fields.contains(CardField.COVER) ? this.coverSize + this.padding : 0);
	}

	int textEnd() {
		return this.width - this.padding;
	}

	int padding() {
		return this.padding;
	}

	int coverSize() {
		return this.coverSize;
	}

	int labelSize() {
		return LABEL_SIZE;
	}

	int labelHeight() {
		return LABEL_HEIGHT;
	}

	/**
	 * Size of the letters of a line, of which the first is the headline.
	 */
	int textSize(int line) {
		return (line == 0) ? this.headlineSize : this.textSize;
	}

	int lineHeight(int line) {
		return (int) Math.round(textSize(line) * LEADING);
	}

	@JsonValue
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
