package io.github.spotifygateway.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.spotify.WebApiOperation.Area;

import org.springframework.util.StringUtils;

/**
 * The relayed operations of Spotify's Web API as OpenAPI describes them: what they need
 * is said here, their other parameters and their answers in Spotify's reference.
 */
final class RelayedPaths {

	private static final String REFERENCE = "https://developer.spotify.com/documentation/web-api/reference/";

	private static final String DESCRIPTION = "Query and body are Spotify's own and relayed as they are. Of the query, only"
			+ " what the call does not work without is named here; the rest is in Spotify's reference.";

	private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)\\}");

	private static final Map<Area, String> ABOUT = Map.of(Area.PROFILE, "the user", Area.PLAYER,
			"what is playing, and on what", Area.LIBRARY, "what the user keeps and follows", Area.PLAYLISTS,
			"playlists", Area.CATALOGUE, "what Spotify offers everybody");

	private final Map<WebApiOperation, List<WebApiOperation>> operations;

	/**
	 * Create it.
	 * @param operations the operations, and by means of which others each may be made
	 */
	RelayedPaths(Map<WebApiOperation, List<WebApiOperation>> operations) {
		this.operations = operations;
	}

	List<Map<String, Object>> tags() {
		return Stream.of(Area.values())
			.map((area) -> Map.<String, Object>of("name", tag(area), "description",
					"Spotify's Web API: " + ABOUT.get(area) + "."))
			.toList();
	}

	Map<String, Map<String, Object>> paths() {
		Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
		this.operations
			.forEach((operation, instead) -> paths.computeIfAbsent(operation.path(), (path) -> new LinkedHashMap<>())
				.put(operation.method().name().toLowerCase(Locale.ROOT), describe(operation, instead)));
		return paths;
	}

	private static Map<String, Object> describe(WebApiOperation operation, List<WebApiOperation> instead) {
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("operationId", operation.id());
		described.put("tags", List.of(tag(operation.area())));
		described.put("summary", StringUtils.capitalize(operation.id().replace('-', ' ')));
		described.put("description", DESCRIPTION + replacement(operation, instead));
		described.put("externalDocs", Map.of("description", "Spotify's reference", "url", REFERENCE + operation.id()));
		described.put("security", security(operation));
		described.put("x-token-kind", operation.needsNoUser() ? "app" : "user");
		described.put("x-availability", operation.availability());
		described.put("x-instead-by", instead.stream().map(WebApiOperation::id).toList());
		described.put("x-required-scopes", operation.requiredScopes());
		described.put("x-optional-scopes", operation.optionalScopes());
		described.put("parameters", parameters(operation));
		if (!operation.isRead()) {
			described.put("requestBody", Map.of("content", anything()));
		}
		described.put("responses", responses());
		return described;
	}

	private static String replacement(WebApiOperation operation, List<WebApiOperation> instead) {
		if (instead.isEmpty()) {
			return operation.isForAllApps() ? "" : " No other operation does the same.";
		}
		return instead.stream()
			.map((other) -> other.method() + " " + other.path())
			.collect(Collectors.joining(", ", " Where the app lacks it, the gateway does the same by means of ",
					"; the header Translated-To says so."));
	}

	private static List<Map<String, List<String>>> security(WebApiOperation operation) {
		String scope = operation.isRead() ? "read" : tag(operation.area());
		return List.of(Map.of("apiToken", List.of(scope)), Map.of("apiToken", List.of("raw")),
				Map.of("companyToken", List.of(scope)), Map.of("companyToken", List.of("raw")),
				Map.of("session", List.of()));
	}

	private static List<Map<String, Object>> parameters(WebApiOperation operation) {
		List<Map<String, Object>> parameters = new ArrayList<>();
		VARIABLE.matcher(operation.path())
			.results()
			.map((MatchResult variable) -> variable.group(1))
			.forEach((name) -> parameters.add(required(name, "path")));
		operation.requiredQuery().forEach((name) -> parameters.add(required(name, "query")));
		return parameters;
	}

	private static Map<String, Object> required(String name, String place) {
		return Map.of("name", name, "in", place, "required", true, "schema", Map.of("type", "string"));
	}

	private static Map<String, Object> responses() {
		Map<String, Object> responses = new LinkedHashMap<>();
		responses.put("2XX",
				Map.of("description", "Spotify's answer.", "headers",
						Map.of("Translated-To",
								Map.of("description",
										"The operations that were called instead, each with the number of calls.",
										"schema", Map.of("type", "string"))),
						"content", anything()));
		responses.put("304", Map.of("description", "The caller has it."));
		responses.put("default", Map.of("$ref", "#/components/responses/SpotifyError"));
		return responses;
	}

	private static Map<String, Object> anything() {
		return Map.of("*/*", Map.of());
	}

	private static String tag(Area area) {
		return area.name().toLowerCase(Locale.ROOT);
	}

}
