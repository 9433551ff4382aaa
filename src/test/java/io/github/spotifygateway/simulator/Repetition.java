package io.github.spotifygateway.simulator;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a long list of a short one. What is added looks like the first item, with an id
 * and a name that tell its place.
 */
final class Repetition {

	private static final int KEPT_OF_ID = 18;

	private Repetition() {
	}

	/**
	 * Lengthens a list.
	 * @param list a list with {@code items} and {@code total}
	 * @param total how many items it gets
	 */
	static void lengthen(ObjectNode list, int total) {
		ArrayNode items = (ArrayNode) list.path("items");
		for (int place = items.size() + 1; place <= total; place++) {
			items.add(item((ObjectNode) items.get(0), place));
		}
		list.put("total", total);
	}

	private static ObjectNode item(ObjectNode first, int place) {
		String id = first.path("id").asString().substring(0, KEPT_OF_ID) + "%04d".formatted(place);
		ObjectNode item = Things.under(id, first);
		return item.put("name", item.path("name").asString() + " " + place);
	}

}
