package io.github.spotifygateway.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;

/**
 * The bodies under {@code src/test/resources/spotify}, each as Spotify sends it. Objects
 * are fresh copies, so that callers may change them.
 */
final class GoldenBody {

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
