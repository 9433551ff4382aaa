package io.github.spotifygateway.simulator;

import java.util.Map;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The things of the catalogue, each under any id it is asked by: the golden one of its
 * kind, whose id is exchanged.
 */
final class Things {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9]+");

	/** The kinds by the name of a list of them. */
	static final Map<String, String> KINDS = Map.of("albums", "album", "artists", "artist", "audiobooks", "audiobook",
			"chapters", "chapter", "episodes", "episode", "shows", "show", "tracks", "track");

	private Things() {
	}

	/**
	 * Makes a thing.
	 * @param kind such as {@code album}
	 * @param id its id
	 * @return the thing as a single read has it
	 */
	static ObjectNode thing(String kind, String id) {
		return under(id, GoldenBody.composed("api/%s.json".formatted(kind)));
	}

	/**
	 * Makes the same thing under another id.
	 * @param id the other id
	 * @param thing a thing
	 * @return the copy
	 */
	static ObjectNode under(String id, JsonNode thing) {
		return JSON.readValue(thing.toString().replace(thing.path("id").asString(), id), ObjectNode.class);
	}

	static String checkedId(String id) {
		if (!ID.matcher(id).matches()) {
			throw new WebApiRefusal("error-400-invalid-id.json");
		}
		return id;
	}

}
