package io.github.spotifygateway.translation;

import java.io.IOException;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;
import io.github.spotifygateway.upstream.ReadAnswer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * JSON read and written without a loss: numbers keep their digits.
 */
final class JsonBody {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private JsonBody() {
	}

	/**
	 * What Spotify answered.
	 * @throws SpotifyException if it is not JSON
	 */
	static JsonNode of(ReadAnswer answer) {
		try {
			return MAPPER.readTree(answer.getBody());
		}
		catch (JacksonException ex) {
			throw SpotifyException.of(SpotifyError.INVALID_ANSWER);
		}
	}

	/**
	 * What Spotify answered, as it is.
	 * @throws SpotifyException if it is not JSON
	 */
	static byte[] checked(ReadAnswer answer) throws IOException {
		byte[] body = answer.getBody().readAllBytes();
		try (JsonParser parser = MAPPER.createParser(body)) {
			boolean isEmpty = parser.nextToken() == null;
			parser.skipChildren();
			if (!isEmpty && parser.nextToken() == null) {
				return body;
			}
		}
		catch (JacksonException ex) {
			// as good as no JSON
		}
		throw SpotifyException.of(SpotifyError.INVALID_ANSWER);
	}

	/**
	 * What a client sent.
	 * @throws TranslationException if it is not a JSON object
	 */
	static ObjectNode of(WebApiCall call) {
		try {
			if (MAPPER.readTree(call.body()) instanceof ObjectNode object) {
				return object;
			}
		}
		catch (JacksonException ex) {
			// as good as no object
		}
		throw TranslationException.invalid("Malformed json: the body must be a JSON object.");
	}

	static byte[] bytes(JsonNode body) {
		return MAPPER.writeValueAsBytes(body);
	}

	static ObjectNode object() {
		return MAPPER.createObjectNode();
	}

	/**
	 * A good answer made of several.
	 */
	static ReadAnswer answer(JsonNode body) {
		return answer(bytes(body));
	}

	/**
	 * A good answer made of several.
	 */
	static ReadAnswer answer(byte[] body) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		return ReadAnswer.of(HttpStatus.OK, headers, body);
	}

}
