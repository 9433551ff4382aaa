package io.github.spotifygateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/**
 * A small page that says what happened and what to do, for a browser that cannot be shown
 * anything else. Works without scripts.
 */
public final class MessagePage {

	private final String template;

	private final String base;

	MessagePage(PublicUrl publicUrl) {
		this.template = read(new ClassPathResource("message.html", MessagePage.class));
		this.base = publicUrl.basePath() + "/";
	}

	/**
	 * Make the page.
	 * @param title what happened, in a few words
	 * @param cause why, in a sentence
	 * @param remedy what to do, in a sentence
	 * @return the page as HTML
	 */
	public String render(String title, String cause, String remedy) {
		return this.template.replace("{{base}}", HtmlUtils.htmlEscape(this.base))
			.replace("{{title}}", HtmlUtils.htmlEscape(title))
			.replace("{{cause}}", HtmlUtils.htmlEscape(cause))
			.replace("{{remedy}}", HtmlUtils.htmlEscape(remedy));
	}

	private static String read(ClassPathResource resource) {
		try {
			return resource.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
