package io.github.spotifygateway.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A path in which {@code {name}} stands for one segment.
 *
 * @param text the path as written
 * @param pattern what paths it matches; the variables are the groups
 */
record PathTemplate(String text, Pattern pattern) {

	private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

	static PathTemplate of(String text) {
		return new PathTemplate(text, Pattern.compile(VARIABLE.matcher(text).replaceAll("([^/]+)")));
	}

	boolean matches(String path) {
		return this.pattern.matcher(path).matches();
	}

	/**
	 * Reads the id of the thing a path is about, such as the album of
	 * {@code /v1/albums/{id}}.
	 * @param path a path that matches
	 * @return the id, or {@code null} if the path ends with a word
	 */
	@Nullable String id(String path) {
		return this.text.endsWith("}") ? variable(path) : null;
	}

	/**
	 * Reads what stands for the first variable.
	 * @param path a path that matches
	 * @return the segment as it is, not decoded
	 */
	String variable(String path) {
		Matcher matcher = this.pattern.matcher(path);
		Assert.state(matcher.matches(), () -> "[%s] is not a [%s]".formatted(path, this.text));
		return matcher.group(1);
	}

	/**
	 * Fills in the variables.
	 * @param id what to put in place of each
	 * @return a path that matches
	 */
	String with(String id) {
		return VARIABLE.matcher(this.text).replaceAll(id);
	}

}
