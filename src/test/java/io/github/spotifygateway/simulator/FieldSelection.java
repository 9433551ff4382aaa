package io.github.spotifygateway.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code fields} that are asked of a playlist, such as
 * {@code total,items(added_by.id,track(name,album(!images)))}. Names behind an
 * exclamation mark are left out, and everything else is there.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-playlist">Get
 * Playlist</a>
 */
final class FieldSelection {

	private final Map<String, FieldSelection> names = new LinkedHashMap<>();

	private boolean excluding;

	static FieldSelection of(String expression) {
		FieldSelection selection = new FieldSelection();
		selection.read(new StringBuilder(expression));
		return selection;
	}

	// what is read is taken off the rest
	private void read(StringBuilder rest) {
		while (!rest.isEmpty()) {
			char sign = rest.charAt(0);
			if (sign == ')') {
				rest.deleteCharAt(0);
				return;
			}
			if (sign == ',') {
				rest.deleteCharAt(0);
			}
			else {
				readName(rest);
			}
		}
	}

	private void readName(StringBuilder rest) {
		int end = 0;
		while (end < rest.length() && ",.()".indexOf(rest.charAt(end)) < 0) {
			end++;
		}
		String name = rest.substring(0, end).strip();
		this.excluding |= name.startsWith("!");
		FieldSelection below = this.names.computeIfAbsent(name.replaceFirst("^!", ""), (key) -> new FieldSelection());
		char sign = (end < rest.length()) ? rest.charAt(end) : ',';
		rest.delete(0, end);
		if (sign == '.') {
			rest.deleteCharAt(0);
			below.readName(rest);
		}
		else if (sign == '(') {
			rest.deleteCharAt(0);
			below.read(rest);
		}
	}

	/**
	 * Selects the fields.
	 * @param node a body or a part of one
	 * @return a copy that has no others
	 */
	JsonNode from(JsonNode node) {
		if (this.names.isEmpty()) {
			return node;
		}
		if (node instanceof ArrayNode array) {
			ArrayNode copy = array.arrayNode();
			array.forEach((element) -> copy.add(from(element)));
			return copy;
		}
		return (node instanceof ObjectNode object) ? from(object) : node;
	}

	private ObjectNode from(ObjectNode object) {
		if (this.excluding) {
			return object.deepCopy().remove(this.names.keySet());
		}
		ObjectNode copy = object.objectNode();
		object.properties()
			.stream()
			.filter((field) -> this.names.containsKey(field.getKey()))
			.forEach((field) -> copy.set(field.getKey(), this.names.get(field.getKey()).from(field.getValue())));
		return copy;
	}

}
