package io.github.spotifygateway.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The board, the alerts and the compose file are made for this gateway as it is.
 */
class MonitoringExamplesTests {

	private static final Path EXAMPLES = Path.of("examples");

	private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

	private static final Pattern SELECTOR = Pattern.compile("(" + NAME + ")\\s*\\{([^}]*)}");

	private static final Pattern LABEL = Pattern.compile("(" + NAME + ")\\s*[=!]~?");

	/** What Prometheus itself adds. */
	private static final Set<String> OF_PROMETHEUS = Set.of("up", "instance", "job");

	@Test
	void boardAndAlertsAskForWhatAGatewayTells() {
		Set<String> told = tellings();
		List<String> expressions = Stream.concat(ofBoard(), ofRules()).toList();
		assertThat(expressions).hasSizeGreaterThan(30)
			.allSatisfy((expression) -> assertThat(asked(expression)).as(expression)
				.isNotEmpty()
				.allSatisfy((name) -> assertThat(told).contains(name)));
	}

	@Test
	void alertsSayWhatToDo() {
		assertThat(rules()).hasSizeGreaterThan(8).allSatisfy((rule) -> {
			assertThat(rule).containsKeys("alert", "expr", "labels");
			assertThat(map(rule.get("annotations"))).containsKeys("summary", "remedy");
		});
	}

	@Test
	void prometheusReadsTheRulesFromTheManagementPortOfTheComposedGateway() {
		Map<String, Object> prometheus = yaml("prometheus/prometheus.yml");
		assertThat(prometheus.get("rule_files")).isEqualTo(List.of("rules.yml"));
		assertThat(prometheus.toString()).contains("/actuator/prometheus",
				"gateway:" + environment("gateway").get("MANAGEMENT_SERVER_PORT"));
	}

	@Test
	void composedGatewayIsGivenRealSettings() throws IOException {
		Set<String> known = settings();
		assertThat(environment("gateway").keySet()).allSatisfy((name) -> assertThat(known).contains(name));
	}

	@Test
	void composedGatewayIsReachedFromThisMachineOnly() {
		assertThat(service("gateway").get("ports"))
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
			.containsExactly("127.0.0.1:8080:8080");
		assertThat(service("database")).doesNotContainKey("ports");
	}

	@Test
	void composeHoldsNoSecret() {
		for (String service : List.of("gateway", "database")) {
			environment(service).forEach((name, value) -> {
				if (name.matches(".*(SECRET|PASSWORD|RING)")) {
					assertThat(value.toString()).as(name).matches("\\$\\{[A-Z_]+:\\?}");
				}
			});
		}
	}

	/**
	 * Names of metrics, and of their labels as {@code metric{label}}, that a gateway
	 * tells after some use.
	 */
	private static Set<String> tellings() {
		URI management = URI.create("http://127.0.0.1:" + FreePort.find());
		try (SpotifySimulator spotify = SpotifySimulator.start();
				Gateway gateway = Gateway.start(spotify, "management.server.port=" + management.getPort())) {
			Browser browser = gateway.newBrowser();
			spotify.accessTokenLifetime(Duration.ofSeconds(30));
			browser.signIn(SimulatedUser.ALICE);
			browser.get("/api/me");
			browser.get("/v1/me");
			return new Browser(management, spotify).get("/actuator/prometheus")
				.body()
				.lines()
				.filter((line) -> !line.startsWith("#"))
				.flatMap(MonitoringExamplesTests::tellings)
				.collect(Collectors.toSet());
		}
	}

	private static Stream<String> tellings(String sample) {
		String name = sample.split("[{ ]")[0];
		return Stream.concat(Stream.of(name), labels(sample).map((label) -> name + "{" + label + "}"));
	}

	private static Set<String> asked(String expression) {
		Set<String> asked = new TreeSet<>();
		SELECTOR.matcher(expression)
			.results()
			.forEach((selector) -> labelNames(selector.group(2))
				.forEach((label) -> asked.add(selector.group(1) + "{" + label + "}")));
		String names = expression.replaceAll("\\{[^}]*}", "")
			.replaceAll("\\[[^]]*]", "")
			.replaceAll("\\b(and|or|unless)\\b", "")
			.replaceAll("\\b(by|without)\\s*\\([^)]*\\)", "")
			.replaceAll(NAME + "\\s*\\(", "(")
			.replaceAll("\\b[0-9.]+\\b", "");
		NAME.matcher(names).results().map(MatchResult::group).forEach(asked::add);
		asked.removeAll(OF_PROMETHEUS);
		return asked;
	}

	private static Stream<String> labels(String sample) {
		return SELECTOR.matcher(sample).results().flatMap((selector) -> labelNames(selector.group(2)));
	}

	private static Stream<String> labelNames(String matchers) {
		return LABEL.matcher(matchers.replaceAll("\"[^\"]*\"", ""))
			.results()
			.map((label) -> label.group(1))
			.filter((label) -> !OF_PROMETHEUS.contains(label));
	}

	private static Stream<String> ofBoard() {
		JsonNode board = JsonMapper.shared().readTree(read("grafana/spotify-gateway.json"));
		List<String> expressions = new ArrayList<>();
		board.get("panels")
			.forEach((panel) -> panel.get("targets")
				.forEach((target) -> expressions.add(target.get("expr").asString())));
		return expressions.stream().map((expression) -> expression.replace("$__rate_interval", "5m"));
	}

	private static Stream<String> ofRules() {
		return rules().stream()
			.map((rule) -> rule.get("expr").toString())
			.filter((expression) -> !expression.startsWith("up{"));
	}

	private static List<Map<String, Object>> rules() {
		return list(yaml("prometheus/rules.yml").get("groups")).stream()
			.flatMap((group) -> list(group.get("rules")).stream())
			.toList();
	}

	private static Map<String, Object> service(String name) {
		return map(map(yaml("compose.yml").get("services")).get(name));
	}

	private static Map<String, Object> environment(String service) {
		return map(service(service).get("environment"));
	}

	/**
	 * All settings there are, as the environment names them.
	 */
	private static Set<String> settings() throws IOException {
		Set<String> names = new TreeSet<>(Set.of("SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET"));
		for (URL metadata : Collections.list(MonitoringExamplesTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream content = metadata.openStream()) {
				JsonMapper.shared()
					.readTree(content)
					.get("properties")
					.forEach((property) -> names.addAll(inEnvironment(property.get("name").asString())));
			}
		}
		return names;
	}

	private static Set<String> inEnvironment(String setting) {
		String name = setting.replace('.', '_').toUpperCase(Locale.ROOT);
		return new TreeSet<>(List.of(name.replace("-", ""), name.replace('-', '_')));
	}

	private static Map<String, Object> yaml(String file) {
		return map(new Yaml().load(read(file)));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Object value) {
		return (List<Map<String, Object>>) value;
	}

	private static String read(String file) {
		try {
			return Files.readString(EXAMPLES.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
