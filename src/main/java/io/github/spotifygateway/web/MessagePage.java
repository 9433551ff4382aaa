package io.github.spotifygateway.web;

import java.util.Map;

import org.springframework.core.io.ClassPathResource;

/**
 * A small page that says what happened and what to do, for a browser that cannot be shown
 * anything else. Works without scripts.
 */
public final class MessagePage {

	private final HtmlTemplate template = new HtmlTemplate(new ClassPathResource("message.html", MessagePage.class));

	private final String base;

	MessagePage(PublicUrl publicUrl) {
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
		return this.template.render(Map.of("base", this.base, "title", title, "cause", cause, "remedy", remedy));
	}

}
