package io.github.spotifygateway.translation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameter {@code fields} of playlists, which names what is to be answered: names
 * with commas between them, each perhaps with a dot or parentheses and what is wanted of
 * it.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-playlist">Spotify,
 * Get Playlist</a>
 */
final class FieldsExpression {

	private static final String SEPARATORS = ",.()! ";

	private static final int LONGEST = 2000;

	private static final int MOST_GROUPS = 50;

	private final Map<List<String>, String> names;

	private final StringBuilder renamed = new StringBuilder();

	private final Set<String> outermost = new HashSet<>();

	/** What the names in each pair of parentheses are of. */
	private final Deque<List<String>> groups = new ArrayDeque<>(List.of(List.of()));

	/** What the next name is of. */
	private final Deque<String> path = new ArrayDeque<>();

	private FieldsExpression(Map<List<String>, String> names) {
		this.names = names;
	}

	/**
	 * Name some of the fields differently.
	 * @param expression the expression
	 * @param names new names by the path of the old ones
	 * @return the expression with these
	 */
	static String rename(String expression, Map<List<String>, String> names) {
		return isReadable(expression) ? new FieldsExpression(names).read(expression) : expression;
	}

	/**
	 * The names that are of nothing else.
	 */
	static Set<String> names(String expression) {
		FieldsExpression read = new FieldsExpression(Map.of());
		if (isReadable(expression)) {
			read.read(expression);
		}
		return read.outermost;
	}

	/**
	 * What is longer or deeper than anybody needs is not worth its memory.
	 */
	private static boolean isReadable(String expression) {
		return expression.length() <= LONGEST
				&& expression.chars().filter((character) -> character == '(').count() <= MOST_GROUPS;
	}

	private String read(String expression) {
		StringBuilder name = new StringBuilder();
		for (char character : (expression + ",").toCharArray()) {
			if (SEPARATORS.indexOf(character) < 0) {
				name.append(character);
			}
			else {
				if (!name.isEmpty()) {
					name(name.toString());
					name.setLength(0);
				}
				separator(character);
			}
		}
		return this.renamed.substring(0, this.renamed.length() - 1);
	}

	private void name(String name) {
		this.path.addLast(name);
		List<String> current = current();
		if (current.size() == 1) {
			this.outermost.add(name);
		}
		this.renamed.append(this.names.getOrDefault(current, name));
	}

	private void separator(char character) {
		switch (character) {
			case '(' -> {
				this.groups.push(current());
				this.path.clear();
			}
			case ')' -> {
				if (this.groups.size() > 1) {
					this.groups.pop();
				}
				this.path.clear();
			}
			case ',' -> this.path.clear();
			default -> {
				// what comes next is of the same
			}
		}
		this.renamed.append(character);
	}

	private List<String> current() {
		List<String> current = new ArrayList<>(this.groups.element());
		current.addAll(this.path);
		return current;
	}

}
