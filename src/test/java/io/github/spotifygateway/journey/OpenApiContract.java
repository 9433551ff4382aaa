package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.github.spotifygateway.docs.OpenApiFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds every answer that a journey gets against the OpenAPI document: its status, its
 * type, and of JSON every member, of which none may be missing there. What the document
 * does not know is none of its business.
 */
final class OpenApiContract {

	private static final String ID = "urn:spotify-gateway:openapi";

	private static final OpenApiContract instance = new OpenApiContract(read());

	private final JsonNode document;

	private final SchemaRegistry schemas;

	private OpenApiContract(JsonNode document) {
		this.document = document;
		JsonNode strict = document.deepCopy();
		forbidUnknownMembers(strict.get("components").get("schemas"));
		SchemaRegistryConfig config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
		this.schemas = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012(),
				(builder) -> builder.schemaRegistryConfig(config).schemas(Map.of(ID, strict.toString())));
	}

	/**
	 * Check an answer.
	 * @return the answer, if it keeps what the document promises
	 */
	static HttpResponse<String> hold(HttpResponse<String> response) {
		instance.check(response);
		return response;
	}

	private void check(HttpResponse<String> response) {
		// without it, the answer is a host application's
		if (response.headers().firstValue("X-Request-Id").isEmpty()) {
			return;
		}
		HttpRequest request = response.request();
		Optional<JsonNode> answers = path(request.uri()).map((path) -> path.get(method(request)))
			.map((operation) -> operation.get("responses"));
		answers.ifPresent((documented) -> check(answer(documented, response), response));
	}

	private void check(JsonNode documented, HttpResponse<String> response) {
		if (response.body().isEmpty()) {
			return;
		}
		String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
		JsonNode content = documented.path("content");
		assertThat(content.has(type) || content.has("*/*")).as("%s has the type %s", describe(response), type).isTrue();
		String schema = content.path(type).path("schema").path("$ref").asString("");
		if (!schema.isEmpty()) {
			List<Error> errors = this.schemas.getSchema(SchemaLocation.of(ID + schema)).validate(Json.read(response));
			assertThat(errors).as("%s: %s", describe(response), response.body()).isEmpty();
		}
	}

	private JsonNode answer(JsonNode documented, HttpResponse<String> response) {
		String status = Integer.toString(response.statusCode());
		String otherwise = status.startsWith("2") ? "2XX" : "default";
		JsonNode answer = documented.has(status) ? documented.get(status) : documented.get(otherwise);
		assertThat(answer).as("%s is documented", describe(response)).isNotNull();
		return answer.has("$ref") ? this.document.at(answer.get("$ref").asString().substring(1)) : answer;
	}

	private Optional<JsonNode> path(URI uri) {
		return this.document.get("paths")
			.propertyStream()
			.filter((path) -> pattern(path.getKey()).matcher(uri.getRawPath()).matches())
			.map(Map.Entry::getValue)
			.findFirst();
	}

	private static Pattern pattern(String template) {
		return Pattern.compile(Stream.of(template.split("(?=\\{)|(?<=\\})"))
			.map((part) -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
			.reduce("", String::concat));
	}

	private static String method(HttpRequest request) {
		String method = request.method().toLowerCase(Locale.ROOT);
		return method.equals("head") ? "get" : method;
	}

	private static String describe(HttpResponse<?> response) {
		return "%s %s, answered %d,".formatted(response.request().method(), response.uri().getPath(),
				response.statusCode());
	}

	private static void forbidUnknownMembers(JsonNode schema) {
		if (schema instanceof ObjectNode object) {
			if (object.path("properties").isObject() && !object.has("additionalProperties")) {
				object.put("additionalProperties", false);
			}
			object.values().forEach(OpenApiContract::forbidUnknownMembers);
		}
	}

	private static JsonNode read() {
		Path file = Path.of("target", "journeys", "openapi.json");
		try {
			OpenApiFile.main(new String[] { file.toString(), "http://127.0.0.1:8080" });
			return Json.parse(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
