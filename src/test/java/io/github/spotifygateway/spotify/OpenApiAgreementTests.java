package io.github.spotifygateway.spotify;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The catalogue beside Spotify's own OpenAPI description, which is not a part of this
 * project. The system property or environment variable {@value #NAME} tells where it is;
 * without it these tests are skipped.
 */
class OpenApiAgreementTests {

	private static final String NAME = "SPOTIFY_OPENAPI";

	private static final String DEFAULT = "../shared/spotify/openapi.yml";

	/** What is described as needed but only lets an answer hold more. */
	private static final Set<String> ONLY_MORE = Set.of("user-read-private", "user-read-email",
			"user-read-playback-position", "playlist-read-private", "playlist-read-collaborative");

	/** Which of them is needed depends on the playlist. */
	private static final Set<String> PUBLIC_OR_PRIVATE = Set.of("playlist-modify-public", "playlist-modify-private");

	/** Which of the scopes is needed depends on what the library is asked for. */
	private static final Set<String> BY_KIND_OF_ITEM = Set.of("save-library-items", "remove-library-items",
			"check-library-contains");

	/** What is not described, and why it belongs there all the same. */
	private static final Map<String, Set<String>> NOT_DESCRIBED = Map.of(
			// either scope shows what is playing
			"get-the-users-currently-playing-track", Set.of("user-read-playback-state"),
			// the library holds private playlists as well
			"save-library-items", Set.of("playlist-modify-private"), //
			"remove-library-items", Set.of("playlist-modify-private"),
			// without them only public playlists are found
			"get-a-list-of-current-users-playlists", Set.of("playlist-read-collaborative"), //
			"get-playlist", Set.of("playlist-read-private", "playlist-read-collaborative"), //
			"get-playlists-items", Set.of("playlist-read-collaborative"), //
			"get-playlists-tracks", Set.of("playlist-read-collaborative"), //
			"get-playlist-cover", Set.of("playlist-read-private"), //
			"check-if-user-follows-playlist", Set.of("playlist-read-private"));

	private static final Map<String, JsonNode> described = new TreeMap<>();

	/** The parameters that several operations have, by what refers to them. */
	private static final Map<String, JsonNode> shared = new TreeMap<>();

	private final List<WebApiOperation> operations = new OperationCatalogue(URI.create("https://api.spotify.com"))
		.operations();

	@BeforeAll
	static void readDescription() throws IOException {
		Path file = Path.of(System.getProperty(NAME, System.getenv().getOrDefault(NAME, DEFAULT)));
		assumeThat(file).exists();
		try (Reader reader = Files.newBufferedReader(file)) {
			JsonNode description = JsonMapper.shared()
				.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
			description.at("/components/parameters")
				.forEachEntry((name, parameter) -> shared.put("#/components/parameters/" + name, parameter));
			description.get("paths")
				.forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> described
					.put(method.toUpperCase(Locale.ROOT) + " /v1" + path, operation)));
		}
	}

	@Test
	void methodsPathsAndNamesAgree() {
		Map<String, String> names = new TreeMap<>();
		described.forEach((call, operation) -> names.put(call, operation.get("operationId").asString()));
		assertThat(this.operations.stream().collect(Collectors.toMap(OpenApiAgreementTests::call, WebApiOperation::id)))
			.containsExactlyInAnyOrderEntriesOf(names);
	}

	@Test
	void scopesAgreeButForKnownDifferences() {
		assertThat(this.operations).allSatisfy((operation) -> {
			Set<String> scopes = scopes(operation);
			Set<String> more = BY_KIND_OF_ITEM.contains(operation.id()) ? Set.of() : ONLY_MORE;
			assertThat(operation.optionalScopes())
				.containsExactlyInAnyOrderElementsOf(scopes.stream().filter(more::contains).toList());
			scopes.removeAll(more);
			assertThat(operation.requiredScopes())
				.containsExactlyInAnyOrderElementsOf(required(operation.id(), scopes).toList());
		});
	}

	@Test
	void requiredQueriesAgree() {
		assertThat(this.operations).allSatisfy((operation) -> {
			List<String> required = described.get(call(operation))
				.path("parameters")
				.valueStream()
				.map((parameter) -> shared.getOrDefault(parameter.path("$ref").asString(""), parameter))
				.filter((parameter) -> parameter.path("in").asString("").equals("query"))
				.filter((parameter) -> parameter.path("required").asBoolean(false))
				.map((parameter) -> parameter.get("name").asString())
				.toList();
			assertThat(operation.requiredQuery()).as(operation.id()).containsExactlyElementsOf(required);
		});
	}

	private static Set<String> scopes(WebApiOperation operation) {
		Set<String> scopes = new HashSet<>(NOT_DESCRIBED.getOrDefault(operation.id(), Set.of()));
		described.get(call(operation))
			.path("security")
			.forEach((scheme) -> scheme.forEach((names) -> names.forEach((name) -> scopes.add(name.asString()))));
		return scopes;
	}

	private static Stream<Set<String>> required(String id, Set<String> scopes) {
		boolean alternatives = BY_KIND_OF_ITEM.contains(id) || id.equals("get-the-users-currently-playing-track");
		if (alternatives) {
			return Stream.of(scopes);
		}
		Set<String> rest = new HashSet<>(scopes);
		boolean publicOrPrivate = rest.removeAll(PUBLIC_OR_PRIVATE);
		return Stream.concat(rest.stream().map(Set::of),
				publicOrPrivate ? Stream.of(PUBLIC_OR_PRIVATE) : Stream.empty());
	}

	private static String call(WebApiOperation operation) {
		return operation.method() + " " + operation.path();
	}

}
