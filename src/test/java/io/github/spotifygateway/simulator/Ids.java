package io.github.spotifygateway.simulator;

import java.util.Arrays;
import java.util.List;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ids or URIs that a request names.
 *
 * @param name {@code ids} or {@code uris}
 * @param most how many there may be
 */
record Ids(String name, int most) {

	private static final JsonMapper JSON = new JsonMapper();

	static final int MOST_THINGS = 50;

	private static final int MOST_ALBUMS = 20;

	static Ids ofThings(String list) {
		return new Ids("ids", "albums".equals(list) ? MOST_ALBUMS : MOST_THINGS);
	}

	/**
	 * Reads the ids of things, of which there must be at least one.
	 * @param request what names them, in its query or else in its body
	 * @return the ids
	 */
	List<String> asked(Request request) {
		List<String> ids = named(request);
		ids.forEach(Things::checkedId);
		return ids;
	}

	/**
	 * Reads what the query or else the body names, whatever it is.
	 * @param request the request
	 * @return the values, at least one
	 */
	List<String> named(Request request) {
		List<String> queried = queried(request);
		return checked((queried != null) ? queried : listed(body(request)));
	}

	@Nullable List<String> queried(Request request) {
		String value = Parameters.ofQuery(request).get(this.name);
		return (value != null) ? Arrays.stream(value.split(",")).map(String::strip).toList() : null;
	}

	@Nullable List<String> listed(JsonNode body) {
		JsonNode list = body.path(this.name);
		return list.isArray() ? list.valueStream().map(JsonNode::asString).toList() : null;
	}

	List<String> checked(@Nullable List<String> values) {
		if (values == null || values.isEmpty() || values.contains("")) {
			throw new WebApiRefusal("error-400-missing-%s.json".formatted(this.name));
		}
		return bounded(values);
	}

	List<String> bounded(List<String> values) {
		if (values.size() > this.most) {
			throw new WebApiRefusal("error-400-too-many-%s.json".formatted(this.name));
		}
		return values;
	}

	/**
	 * Reads a body.
	 * @param request a request with or without one
	 * @return the body, an empty object if there is none
	 */
	static JsonNode body(Request request) {
		String text = request.getBodyAsString();
		try {
			return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
		}
		catch (JacksonException ex) {
			throw new WebApiRefusal("error-400-malformed-json.json");
		}
	}

}
