package io.github.spotifygateway.translation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.spotifygateway.spotify.WebApiCall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The ids a client asks for, in the query or in the body, where those of the query go
 * first. They become parts of paths and URIs, so that nothing else passes.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids">Spotify,
 * Spotify URIs and IDs</a>
 */
final class Ids {

	private static final String NAME = "ids";

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");

	/** What Spotify lets users choose themselves, as a path spells it. */
	private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

	private Ids() {
	}

	/**
	 * The ids of things.
	 * @param call what the client asked
	 * @param most how many it may ask for
	 * @throws TranslationException if there are none or too many, or one that is none
	 */
	static List<String> of(WebApiCall call, int most) {
		return of(call, most, ID);
	}

	/**
	 * The ids of users.
	 * @param call what the client asked
	 * @param most how many it may ask for
	 * @throws TranslationException if there are none or too many, or one that is none
	 */
	static List<String> ofUsers(WebApiCall call, int most) {
		return of(call, most, USER_ID);
	}

	/**
	 * An id that is part of the path.
	 * @throws TranslationException if it is none
	 */
	static String of(WebApiCall call, String variable) {
		return checked(call.variable(variable), ID);
	}

	/**
	 * Whether a text is the id of a thing.
	 */
	static boolean isOne(String text) {
		return ID.matcher(text).matches();
	}

	private static List<String> of(WebApiCall call, int most, Pattern pattern) {
		List<String> ids = Query.of(call).get(NAME).map(Ids::split).orElseGet(() -> ofBody(call));
		if (ids.isEmpty()) {
			throw TranslationException.invalid("Missing required field: ids.");
		}
		if (ids.size() > most) {
			throw TranslationException.invalid("Too many ids: there may be " + most + ".");
		}
		return ids.stream().map((id) -> checked(id, pattern)).toList();
	}

	private static List<String> split(String ids) {
		return ids.isEmpty() ? List.of() : Arrays.asList(ids.split(",", -1));
	}

	private static List<String> ofBody(WebApiCall call) {
		if (call.body().length == 0) {
			return List.of();
		}
		JsonNode body = JsonBody.of(call);
		if (body.has("timestamped_ids")) {
			throw TranslationException.withoutEquivalent("When an item was saved can no longer be chosen.");
		}
		return Optional.of(body.path(NAME))
			.filter(ArrayNode.class::isInstance)
			.map((ids) -> ids.valueStream().map((id) -> id.asString("")).toList())
			.orElse(List.of());
	}

	private static String checked(String id, Pattern pattern) {
		if (!pattern.matcher(id).matches()) {
			throw TranslationException.invalid("Invalid id.");
		}
		return id;
	}

}
