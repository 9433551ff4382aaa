package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be called is described, for everyone to read.
 */
class OpenApiJourneyTests {

	private static final Set<String> PAGES = Set.of("GET /", "GET /device", "GET /docs", "GET /docs/openapi.json",
			"GET /login/failed/{}", "GET /logout");

	private final Gateway gateway = Gateway.shared();

	private final Browser anyone = this.gateway.newBrowser();

	@Test
	void everyEndpointIsDescribedAndNoOther() {
		assertThat(described()).containsExactlyInAnyOrderElementsOf(endpoints());
	}

	@Test
	void documentIsForEveryoneAndNamesThisGateway() {
		HttpResponse<String> response = this.anyone.get("/docs/openapi.json");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(Json.read(response).at("/servers/0/url").asString()).isEqualTo(this.gateway.url().toString());
		assertThat(this.anyone.cookies()).isEmpty();
	}

	@Test
	void documentIsNotSentTwice() {
		String etag = this.anyone.get("/docs/openapi.json").headers().firstValue("ETag").orElseThrow();
		assertThat(this.anyone.get("/docs/openapi.json", "If-None-Match", etag).statusCode()).isEqualTo(304);
	}

	@Test
	void otherMethodsAndPathsStayClosed() {
		assertThat(this.anyone.call("POST", "/docs", null).statusCode()).isEqualTo(404);
		assertThat(this.anyone.call("POST", "/docs/openapi.json", null).statusCode()).isEqualTo(404);
		assertThat(this.anyone.get("/docs/").statusCode()).isEqualTo(404);
		assertThat(this.anyone.get("/docs/openapi.yml").statusCode()).isEqualTo(404);
		assertThat(this.anyone.get("/v3/api-docs").statusCode()).isEqualTo(404);
	}

	@Test
	void whoSwitchesItOffHasNeitherPageNorDocument() {
		try (Gateway silent = Gateway.start(this.gateway.spotify(), "spotify-gateway.docs.enabled=false")) {
			assertThat(silent.newBrowser().get("/docs").statusCode()).isEqualTo(404);
			assertThat(silent.newBrowser().get("/docs/openapi.json").statusCode()).isEqualTo(404);
			assertThat(silent.newBrowser().get("/").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void whatIsSwitchedOffIsNotDescribed() {
		try (Gateway small = Gateway.start(this.gateway.spotify(), "spotify-gateway.relay.enabled=false")) {
			JsonNode paths = Json.read(small.newBrowser().get("/docs/openapi.json")).get("paths");
			assertThat(paths.propertyNames()).contains("/api/me").noneMatch((path) -> path.startsWith("/v1/"));
		}
	}

	private Set<String> described() {
		Set<String> described = new TreeSet<>();
		JsonNode paths = Json.read(this.anyone.get("/docs/openapi.json")).get("paths");
		paths.propertyStream()
			.filter((path) -> !path.getKey().startsWith("/v1/"))
			.forEach((path) -> path.getValue()
				.propertyNames()
				.forEach((method) -> described.add(method.toUpperCase() + " " + plain(path.getKey()))));
		return described;
	}

	private Set<String> endpoints() {
		Set<String> endpoints = new TreeSet<>();
		this.gateway.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((mapping) -> isOurs(mapping.getValue()))
			.flatMap((mapping) -> endpoints(mapping.getKey()))
			.filter((endpoint) -> !PAGES.contains(endpoint))
			.filter((endpoint) -> !endpoint.endsWith(" /v1/**") && !endpoint.contains(" /link"))
			.forEach(endpoints::add);
		return endpoints;
	}

	// what has no method of its own is the error page
	private static Stream<String> endpoints(RequestMappingInfo mapping) {
		return mapping.getPatternValues()
			.stream()
			.flatMap((pattern) -> mapping.getMethodsCondition()
				.getMethods()
				.stream()
				.map(RequestMethod::name)
				.map((method) -> method + " " + plain(pattern)));
	}

	private static boolean isOurs(HandlerMethod method) {
		return method.getBeanType().getPackageName().startsWith("io.github.spotifygateway");
	}

	private static String plain(String path) {
		return path.replaceAll("\\{[^/]*\\}", "{}");
	}

}
