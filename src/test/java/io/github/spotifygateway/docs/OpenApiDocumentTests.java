package io.github.spotifygateway.docs;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import io.github.spotifygateway.spotify.OperationCatalogue;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI document as programs read it.
 */
class OpenApiDocumentTests {

	private final OperationCatalogue catalogue = new OperationCatalogue(URI.create("https://api.spotify.com"));

	private final byte[] json = new OpenApiDocument(this.catalogue).toJson("https://gateway.test/music", Endpoints.ALL);

	private final JsonNode document = JsonMapper.shared().readTree(this.json);

	@Test
	void readerOfOpenApiFindsNothingToComplainAbout() {
		ParseOptions options = new ParseOptions();
		options.setResolve(true);
		options.setValidateInternalRefs(true);
		SwaggerParseResult result = new OpenAPIV3Parser().readContents(new String(this.json, StandardCharsets.UTF_8),
				null, options);
		assertThat(result.getMessages()).isEmpty();
		assertThat(result.getOpenAPI().getOpenapi()).startsWith("3.1");
		assertThat(result.getOpenAPI().getServers()).extracting("url").containsExactly("https://gateway.test/music");
	}

	@Test
	void everyReferenceLeadsSomewhere() {
		assertThat(this.document.findValuesAsString("$ref")).isNotEmpty()
			.allMatch((reference) -> this.document.at(reference.substring(1)).isObject());
	}

	@Test
	void everyOperationHasItsOwnName() {
		assertThat(operations()).extracting((operation) -> operation.get("operationId").asString())
			.doesNotHaveDuplicates()
			.hasSizeGreaterThan(97);
	}

	@Test
	void everyOperationSaysWhoMayCallIt() {
		assertThat(operations()).allMatch((operation) -> operation.has("security"));
	}

	@Test
	void everyTagIsExplained() {
		List<String> explained = this.document.get("tags").findValuesAsString("name");
		assertThat(operations()).allMatch((operation) -> explained.contains(operation.get("tags").get(0).asString()));
	}

	@Test
	void relayedOperationsAreThoseOfTheCatalogueWithTheirScopes() {
		assertThat(this.catalogue.operations()).hasSize(97).allSatisfy((operation) -> {
			JsonNode described = this.document.get("paths")
				.get(operation.path())
				.get(operation.method().name().toLowerCase());
			assertThat(described.get("operationId").asString()).isEqualTo(operation.id());
			assertThat(described.get("x-required-scopes")).hasSameSizeAs(operation.requiredScopes());
			assertThat(described.get("security")).hasSize(5);
		});
		JsonNode upload = this.document.at("/paths/~1v1~1playlists~1{playlist_id}~1images/put");
		assertThat(upload.get("x-required-scopes").toString())
			.isEqualTo("[[\"ugc-image-upload\"],[\"playlist-modify-public\",\"playlist-modify-private\"]]");
		assertThat(upload.get("security").get(0).get("apiToken").get(0).asString()).isEqualTo("playlists");
		assertThat(upload.get("parameters").get(0).get("name").asString()).isEqualTo("playlist_id");
	}

	@Test
	void relayedOperationsSayThatTheirQueryIsSpotifysAndWhatItMustHave() {
		assertThat(this.catalogue.operations()).allSatisfy((operation) -> {
			JsonNode described = this.document.get("paths")
				.get(operation.path())
				.get(operation.method().name().toLowerCase());
			assertThat(described.get("description").asString()).contains("Spotify's reference");
			assertThat(described.at("/externalDocs/url").asString()).endsWith("/" + operation.id());
		});
		assertThat(requiredQuery("/v1/search", "get")).containsExactly("q", "type");
		assertThat(requiredQuery("/v1/me/player/queue", "post")).containsExactly("uri");
		assertThat(requiredQuery("/v1/me/player/queue", "get")).isEmpty();
		assertThat(requiredQuery("/v1/albums/{id}", "get")).isEmpty();
	}

	@Test
	void whatIsNotThereIsLeftOut() {
		Endpoints reading = (method, path) -> method.equals("GET") && path.startsWith("/api/");
		JsonNode paths = JsonMapper.shared()
			.readTree(new OpenApiDocument(this.catalogue).toJson("/", reading))
			.get("paths");
		assertThat(paths.propertyNames()).contains("/api/me").allMatch((path) -> path.startsWith("/api/"));
		assertThat(paths.get("/api/tokens").propertyNames()).containsExactly("get");
	}

	private List<String> requiredQuery(String path, String method) {
		return StreamSupport
			.stream(this.document.get("paths").get(path).get(method).get("parameters").spliterator(), false)
			.filter((parameter) -> parameter.get("in").asString().equals("query"))
			.filter((parameter) -> parameter.get("required").asBoolean())
			.map((parameter) -> parameter.get("name").asString())
			.toList();
	}

	private List<JsonNode> operations() {
		List<JsonNode> operations = new ArrayList<>();
		this.document.get("paths")
			.forEach((path) -> operations.addAll(StreamSupport.stream(path.spliterator(), false).toList()));
		return operations;
	}

}
