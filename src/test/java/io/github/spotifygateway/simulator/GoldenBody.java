package io.github.spotifygateway.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;

/**
 * The bodies under {@code src/test/resources/spotify}, each as Spotify sends it. Objects
 * are fresh copies, so that callers may change them.
 */
final class GoldenBody {

	private static final String GOLDEN = "$golden";

	private static final String WITHOUT = "$without";

	private static final JsonMapper JSON = new JsonMapper();

	private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

	private GoldenBody() {
	}

	static String text(String file) {
		return TEXTS.computeIfAbsent(file, GoldenBody::read);
	}

	static ObjectNode object(String file) {
		return JSON.readValue(text(file), ObjectNode.class);
	}

	/**
	 * Reads a body that is put together from others: an object with {@code $golden} is
	 * that body, without the fields in {@code $without}, and with its own fields instead.
	 * @param file the file, such as {@code api/album.json}
	 * @return the body
	 */
	static JsonNode composed(String file) {
		return composed(JSON.readTree(text(file)));
	}

	private static JsonNode composed(JsonNode node) {
		if (node instanceof ArrayNode array) {
			ArrayNode copy = array.arrayNode();
			array.forEach((element) -> copy.add(composed(element)));
			return copy;
		}
		return (node instanceof ObjectNode object) ? composed(object) : node;
	}

	private static ObjectNode composed(ObjectNode object) {
		ObjectNode body = object.has(GOLDEN) ? object(object.path(GOLDEN).asString()) : object.objectNode();
		body.setAll(object);
		object.path(WITHOUT).forEach((name) -> body.remove(name.asString()));
		body.remove(List.of(GOLDEN, WITHOUT));
		body.properties().forEach((field) -> field.setValue(composed(field.getValue())));
		return body;
	}

	static ArrayNode array(String file) {
		return JSON.readValue(text(file), ArrayNode.class);
	}

	private static String read(String file) {
		try (InputStream in = GoldenBody.class.getResourceAsStream("/spotify/" + file)) {
			Assert.notNull(in, () -> "No golden body [%s]".formatted(file));
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
