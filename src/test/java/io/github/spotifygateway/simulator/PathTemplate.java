package io.github.spotifygateway.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A path in which {@code {name}} stands for one segment.
 *
 * @param text the path as written
 * @param pattern what paths it matches; a last segment that is variable is the group
 */
record PathTemplate(String text, Pattern pattern) {

	private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

	private static final Pattern LAST_VARIABLE = Pattern.compile("\\{\\w+}$");

	static PathTemplate of(String text) {
		String withGroup = LAST_VARIABLE.matcher(text).replaceFirst("([^/]+)");
		return new PathTemplate(text, Pattern.compile(VARIABLE.matcher(withGroup).replaceAll("[^/]+")));
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
		Matcher matcher = this.pattern.matcher(path);
		return (matcher.matches() && matcher.groupCount() == 1) ? matcher.group(1) : null;
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
