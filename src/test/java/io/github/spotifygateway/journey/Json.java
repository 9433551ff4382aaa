package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON answers.
 */
final class Json {

	private static final JsonMapper mapper = JsonMapper.shared();

	private Json() {
	}

	static JsonNode read(HttpResponse<String> response) {
		return parse(response.body());
	}

	static JsonNode parse(String json) {
		return mapper.readTree(json);
	}

}
