package io.github.spotifygateway.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.spotifygateway.web.GatewaySecurity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/**
 * Each feature can be left out, and the others do without it.
 */
class FeatureSwitchTests {

	@ParameterizedTest
	@EnumSource
	void featureThatIsSwitchedOffIsGoneAndTheOthersAreThere(Feature feature) {
		Set<Feature> off = (feature == Feature.PLAYBACK) ? Set.of(feature, Feature.LIVE) : Set.of(feature);
		runner().withPropertyValues(feature.switchedOff()).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(Stream.of(Feature.values()).filter((one) -> isThere(context, one)))
				.containsExactlyInAnyOrderElementsOf(
						Stream.of(Feature.values()).filter((one) -> !off.contains(one)).toList());
			MockMvcTester mvc = mvc(context);
			for (Feature one : Feature.values()) {
				for (String path : one.paths) {
					assertThat(mvc.get().uri(path).exchange().getResponse().getStatus() == 404).as(path)
						.isEqualTo(off.contains(one));
				}
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void featureNeedsNoOther(Feature feature) {
		Set<Feature> on = (feature == Feature.LIVE) ? Set.of(feature, Feature.PLAYBACK) : Set.of(feature);
		runner()
			.withPropertyValues(Stream.of(Feature.values())
				.filter((one) -> !on.contains(one))
				.map(Feature::switchedOff)
				.toArray(String[]::new))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(Stream.of(Feature.values()).filter((one) -> isThere(context, one)))
					.containsExactlyInAnyOrderElementsOf(on);
			});
	}

	@Test
	void withEverythingSwitchedOffNoPathIsLeft() {
		runner().withPropertyValues(Stream.of(Feature.values()).map(Feature::switchedOff).toArray(String[]::new))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(ownMappings(context)).isEmpty();
			});
	}

	@Test
	void withoutWaysInTheApiIsClosed() {
		runner().withPropertyValues(Feature.LOGIN.switchedOff(), Feature.ACCESS.switchedOff()).run((context) -> {
			MockMvcTester mvc = mvc(context);
			assertThat(mvc.get().uri("/api/me")).hasStatus(401).bodyText().contains("credentials-not-taken");
			assertThat(mvc.get().uri("/v1/me").header("Authorization", "Bearer sgw_pat_x")).hasStatus(401);
		});
	}

	@Test
	void withoutApiTokensOneIsNotTakenForTheOwnerOfASession() {
		runner().withPropertyValues(Feature.ACCESS.switchedOff())
			.run((context) -> assertThat(mvc(context).get().uri("/api/session").header("Authorization", "Bearer x"))
				.hasStatus(401)
				.bodyText()
				.contains("credentials-not-taken"));
	}

	@Test
	void everyPathIsBehindAChainOfTheGateway() {
		runner().run((context) -> {
			List<SecurityFilterChain> chains = ownChains(context);
			List<MockHttpServletRequest> requests = ownMappings(context).stream()
				.flatMap(FeatureSwitchTests::requests)
				.toList();
			assertThat(requests).hasSizeGreaterThan(20)
				.allSatisfy((request) -> assertThat(chains).as(request.getMethod() + " " + request.getRequestURI())
					.anyMatch((chain) -> chain.matches(request)));
		});
	}

	@Test
	void pageOfWhatCanBeCalledLeavesItsPathToAHostWhenItIsSwitchedOff() {
		MockHttpServletRequest docs = request(HttpMethod.GET, "/docs");
		runner().run((context) -> assertThat(ownChains(context)).anyMatch((chain) -> chain.matches(docs)));
		runner().withPropertyValues(Feature.DOCS.switchedOff())
			.run((context) -> assertThat(ownChains(context)).noneMatch((chain) -> chain.matches(docs)));
	}

	/**
	 * What runs an application with everything, also what is there only where an issuer
	 * is named.
	 */
	private static WebApplicationContextRunner runner() {
		return Embedded.runner()
			.withPropertyValues("spotify-gateway.jwt.issuer=https://issuer.example",
					"spotify-gateway.jwt.audience=gateway");
	}

	private static List<SecurityFilterChain> ownChains(AssertableWebApplicationContext context) {
		return context.getBeansOfType(SecurityFilterChain.class)
			.entrySet()
			.stream()
			.filter((chain) -> GatewaySecurity.isForOwnPaths(chain.getKey()))
			.map(Map.Entry::getValue)
			.toList();
	}

	private static boolean isThere(AssertableWebApplicationContext context, Feature feature) {
		String prefix = Embedded.PACKAGE + feature.setting().replace("-", "") + ".";
		return Arrays.stream(context.getBeanDefinitionNames())
			.anyMatch((name) -> String.valueOf(context.getType(name)).contains(prefix) || name.startsWith(prefix));
	}

	private static List<RequestMappingInfo> ownMappings(AssertableWebApplicationContext context) {
		return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((mapping) -> mapping.getValue().getBeanType().getName().startsWith(Embedded.PACKAGE))
			.map(Map.Entry::getKey)
			.toList();
	}

	private static Stream<MockHttpServletRequest> requests(RequestMappingInfo mapping) {
		Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
		return mapping.getPatternValues()
			.stream()
			.map((pattern) -> pattern.replaceAll("\\{secret:[^}]*}}?", "x".repeat(26))
				.replaceAll("\\{\\w+}", "1")
				.replace("/v1/**", "/v1/me"))
			.flatMap((path) -> (methods.isEmpty() ? Stream.of("GET") : methods.stream().map(Enum::name))
				.map((method) -> request(HttpMethod.valueOf(method), path)));
	}

	private static MockHttpServletRequest request(HttpMethod method, String path) {
		MockHttpServletRequest request = new MockHttpServletRequest(method.name(), path);
		request.setServletPath(path);
		ServletRequestPathUtils.parseAndCache(request);
		return request;
	}

	private static MockMvcTester mvc(AssertableWebApplicationContext context) {
		return MockMvcTester.from(context, (builder) -> builder.apply(springSecurity()).build());
	}

	/**
	 * What can be switched off, and some of its paths.
	 */
	enum Feature {

		LOGIN("/api/session", "/oauth2/authorization/spotify", "/login/failed/x"),

		ACCESS("/api/tokens", "/api/device/requests/1"),

		PAGE("/", "/device", "/assets/page.js"),

		PROFILE("/api/me", "/api/me/email", "/api/me/connection"),

		PLAYBACK("/api/me/now-playing", "/api/me/queue", "/api/me/devices", "/api/me/recently-played",
				"/api/me/top/tracks"),

		LIVE("/api/me/now-playing/events"),

		CARD("/api/cards"),

		RELAY("/v1/me", "/v1/me/player", "/api/operations"),

		DOCS("/docs/openapi.json"),

		DOCTOR("/api/diagnostics"),

		FORWARD_AUTH("/auth/verify"),

		/** Its paths are there with those of the login only. */
		JWT,

		AUDIT;

		private final List<String> paths;

		Feature(String... paths) {
			this.paths = List.of(paths);
		}

		String switchedOff() {
			return "spotify-gateway." + setting() + ".enabled=false";
		}

		String setting() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
