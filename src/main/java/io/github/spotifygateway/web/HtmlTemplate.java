package io.github.spotifygateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.Resource;
import org.springframework.web.util.HtmlUtils;

/**
 * A page with places for text, as {@code {{name}}}. Whatever is put there stays text, and
 * what looks like a place in it is none.
 */
public final class HtmlTemplate {

	private static final Pattern PLACE = Pattern.compile("\\{\\{(?<name>[a-zA-Z]+)}}");

	private final String text;

	/**
	 * Read a template.
	 * @param resource where it is
	 */
	public HtmlTemplate(Resource resource) {
		try {
			this.text = resource.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Make a page.
	 * @param values the text of each place
	 * @return the page as HTML
	 */
	public String render(Map<String, String> values) {
		return PLACE.matcher(this.text).replaceAll((place) -> {
			String value = Objects.requireNonNull(values.get(place.group(1)), place::group);
			return Matcher.quoteReplacement(HtmlUtils.htmlEscape(value));
		});
	}

}
