package io.github.spotifygateway.card;

import java.util.List;

import io.github.spotifygateway.card.CardContent.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Draws one card. The picture refers to nothing outside itself but, if the card shows the
 * link, to the item's page; Spotify's name stands beside what comes from Spotify, and
 * covers stay whole.
 *
 * @see <a href="https://developer.spotify.com/documentation/design">Spotify, Design
 * Guidelines</a>
 */
final class SvgCard {

	private static final String SIGN = "M15 51V31a17 17 0 0 1 34 0v20M25 50v-9M32 50V31M39 50V37";

	private static final double CORNER = 4;

	private static final double BARS_WIDTH = 18;

	private static final double DIGIT_EM = 0.52;

	/** How much broader bold letters are. */
	private static final double BOLD = 1.08;

	/** Where a line of text stands in its height. */
	private static final double BASELINE = 0.72;

	private final SvgWriter svg = new SvgWriter();

	private final CardContent content;

	private final CardWords words;

	private final CardLayout layout;

	private final int start;

	private final int height;

	private SvgCard(CardContent content, CardLayout layout) {
		this.content = content;
		this.words = new CardWords(content);
		this.layout = layout;
		this.start = layout.textStart(content.fields());
		this.height = layout.height(content.fields());
	}

	/**
	 * Draw a card.
	 * @param content what it shows
	 * @param theme its colours
	 * @param layout its size
	 * @param cover the picture of the item, unless there is none
	 * @return the SVG document
	 */
	static String draw(CardContent content, CardTheme theme, CardLayout layout, @Nullable Cover cover) {
		SvgCard card = new SvgCard(content, layout);
		card.draw(theme, cover);
		return card.svg.toString();
	}

	private void draw(CardTheme theme, @Nullable Cover cover) {
		int width = this.layout.width();
		String link = this.content.link();
		this.svg.start("svg", "xmlns", "http://www.w3.org/2000/svg", "width", width, "height", this.height, "viewBox",
				"0 0 " + width + " " + this.height, "role", (link != null) ? "group" : "img", "aria-label",
				this.words.description());
		this.svg.start("style").text(CardColors.of(theme)).end();
		if (theme != CardTheme.TRANSPARENT) {
			this.svg.empty("rect", "class", "ground", "x", 0.5, "y", 0.5, "width", width - 1, "height", this.height - 1,
					"rx", 12);
		}
		if (link != null) {
			this.svg.start("a", "href", link, "target", "_blank", "rel", "noopener noreferrer");
			drawContent(cover);
			this.svg.end();
		}
		else {
			drawContent(cover);
		}
		this.svg.end();
	}

	private void drawContent(@Nullable Cover cover) {
		if (this.content.fields().contains(CardField.COVER)) {
			drawCover(cover);
		}
		List<String> lines = this.words.lines();
		int y = (this.height - this.layout.textHeight(lines.size(), this.content.progress() != null)) / 2;
		// fonts differ, so a line may be longer than it was reckoned
		clip("t", this.start, 0, this.layout.textEnd() - this.start + 4, this.height, 0);
		drawLabel(y);
		y += this.layout.labelHeight();
		for (int i = 0; i < lines.size(); i++) {
			drawLine(y, lines.get(i), i);
			y += this.layout.lineHeight(i);
		}
		if (this.content.progress() != null) {
			drawProgress(y, this.content.progress());
		}
	}

	private void drawCover(@Nullable Cover cover) {
		int size = this.layout.coverSize();
		int x = this.layout.padding();
		int y = (this.height - size) / 2;
		if (cover != null) {
			clip("c", x, y, size, size, CORNER);
			this.svg.empty("image", "x", x, "y", y, "width", size, "height", size, "preserveAspectRatio",
					"xMidYMid meet", "clip-path", "url(#c)", "href", cover.dataUri());
			return;
		}
		String place = "translate(" + (x + size * 0.308) + " " + (y + size * 0.305) + ") scale(" + size * 0.006 + ")";
		this.svg.empty("rect", "class", "art", "x", x, "y", y, "width", size, "height", size, "rx", CORNER)
			.empty("path", "class", "sign", "d", SIGN, "transform", place);
	}

	private void drawLabel(int y) {
		double baseline = y + this.layout.labelSize();
		String label = this.words.label();
		if (label.isEmpty()) {
			drawSmall("soft medium", this.start, baseline, "start", this.words.attribution());
			return;
		}
		drawSmall("soft medium", this.layout.textEnd(), baseline, "end", this.words.attribution());
		boolean playing = this.content.status() == CardStatus.PLAYING;
		for (int i = 0; playing && i < 3; i++) {
			this.svg.empty("rect", "class", "accent bar b" + (i + 1), "x", this.start + 4 * i, "y", y + 1, "width", 3,
					"height", 11, "rx", 1);
		}
		drawSmall("accent medium", this.start + (playing ? BARS_WIDTH : 0), baseline, "start", label);
	}

	private void drawLine(int y, String line, int index) {
		boolean headline = index == 0;
		boolean rightToLeft = DisplayText.isRightToLeft(line);
		String look = ((index < 2 && this.words.hasItem()) ? "ink" : "soft") + (headline ? " strong" : "");
		int size = this.layout.textSize(index);
		double ems = (this.layout.textEnd() - this.start) / (headline ? size * BOLD : size);
		// lines begin at the same edge in either direction
		this.svg
			.start("text", "class", look, "x", this.start, "y", y + this.layout.lineHeight(index) * BASELINE,
					"font-size", size, "direction", rightToLeft ? "rtl" : "ltr", "text-anchor",
					rightToLeft ? "end" : "start", "clip-path", "url(#t)")
			.text(DisplayText.fit(line, ems))
			.end();
	}

	private void drawProgress(int y, Progress progress) {
		String times = this.words.times();
		int end = this.layout.textEnd();
		int width = end - this.start - 10 - (int) Math.ceil(times.length() * this.layout.labelSize() * DIGIT_EM);
		clip("p", this.start, y + 9, width, 4, 2);
		this.svg.start("g", "clip-path", "url(#p)")
			.empty("rect", "class", "track", "x", this.start, "y", y + 9, "width", width, "height", 4)
			.empty("rect", "class", progress.moving() ? "done moving" : "still", "x", this.start, "y", y + 9, "width",
					width, "height", 4, "style", style(progress))
			.end();
		drawSmall("soft", end, y + 15, "end", times);
	}

	private void drawSmall(String look, double x, double baseline, String anchor, String text) {
		this.svg
			.start("text", "class", look, "x", x, "y", baseline, "font-size", this.layout.labelSize(), "text-anchor",
					anchor)
			.text(text)
			.end();
	}

	private void clip(String id, int x, int y, int width, int height, double corner) {
		this.svg.start("clipPath", "id", id)
			.empty("rect", "x", x, "y", y, "width", width, "height", height, "rx", corner)
			.end();
	}

	private static String style(Progress progress) {
		double part = Math.round(1000.0 * progress.positionMs() / progress.durationMs()) / 1000.0;
		long restSeconds = (progress.durationMs() - progress.positionMs()) / 1000;
		return "transform:scaleX(" + part + ")" + (progress.moving() ? ";animation-duration:" + restSeconds + "s" : "");
	}

}
