package io.github.spotifygateway.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A whole life of a gateway that logs as much as it can: no secret is in its log, on its
 * console or in its answers, nor in what its operator measures, traces and keeps. Its log
 * goes to a file, lest it flood the build's.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SecretsStayHiddenTests {

	// the simulator and the browser are in this process too, but no part of the gateway
	private static final List<String> FOREIGN_LOGGERS = List.of("org.eclipse.jetty", "wiremock", "org.wiremock",
			"com.github.tomakehurst", "jdk.internal.httpclient", "jdk.event.security", "org.junit");

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final Map<String, String> secrets = new LinkedHashMap<>();

	private final StringBuilder answers = new StringBuilder();

	private String log = "";

	private String console = "";

	private final TraceCollector collector = new TraceCollector();

	private final URI management = URI.create("http://127.0.0.1:" + FreePort.find());

	private final StringBuilder operated = new StringBuilder();

	/**
	 * How the log is written.
	 */
	String[] format() {
		return new String[0];
	}

	/**
	 * How the log shows the lowest level.
	 */
	String lowestLevel() {
		return " TRACE ";
	}

	final String log() {
		return this.log;
	}

	@BeforeAll
	void liveAndLog(@TempDir Path directory, CapturedOutput output) throws IOException {
		Path file = directory.resolve("gateway.log");
		// a gateway that is running already has set up logging its way
		LoggingSystem.get(getClass().getClassLoader()).cleanUp();
		try (Gateway gateway = Gateway.start(this.spotify, settings(file))) {
			live(gateway);
			operate(gateway);
		}
		finally {
			restoreLogging();
		}
		this.log = Files.readString(file);
		this.console = output.getAll();
		collectSecretsOfRequests();
	}

	@AfterAll
	void stop() {
		this.collector.close();
		this.spotify.close();
	}

	@Test
	void logSaysEverythingElse() {
		assertThat(this.log.lines()).anyMatch((line) -> line.contains(lowestLevel()))
			.anyMatch((line) -> line.contains("Signed in [" + SimulatedUser.ALICE.accountId() + "]"))
			.anyMatch((line) -> line.contains("Login failed [code_refused]"))
			.anyMatch((line) -> line.contains("Made API token"))
			.anyMatch((line) -> line.contains("Revoked API token"))
			.anyMatch((line) -> line.contains("Approved a device login"))
			.anyMatch((line) -> line.contains("the grant is kept"))
			.anyMatch((line) -> line.contains("Spotify ended the grant"));
		assertThat(this.secrets).hasSizeGreaterThan(20);
	}

	@Test
	void logHoldsNoSecret() {
		assertThat(leaks(this.log)).isEmpty();
	}

	@Test
	void consoleHoldsNoSecret() {
		assertThat(leaks(this.console)).isEmpty();
	}

	@Test
	void metricsTracesAndAuditTrailHoldNoSecret() {
		assertThat(this.operated).contains("spotify_gateway_upstream_seconds", "http get /api/me", "type=login");
		assertThat(leaks(this.operated.toString())).isEmpty();
	}

	@Test
	void answersHoldNoTokenOfSpotify() {
		assertThat(this.answers).contains("Alice Liddell", "urn:spotify-gateway:problem:", "<!doctype html>");
		assertThat(this.answers).doesNotContain("SIMACCESS-", "SIMREFRESH-", "SIMCODE-", "SIMCOOKIE");
	}

	@Test
	void nothingAnyoneSendsMakesALineInTheLog() {
		assertThat(this.log).doesNotContain("\u001b[31m");
		assertThat(this.log.lines()).noneMatch((line) -> line.startsWith("FORGED"));
		assertThat(this.console.lines()).noneMatch((line) -> line.startsWith("FORGED"));
	}

	private void operate(Gateway gateway) {
		this.operated.append(new Browser(this.management, this.spotify).get("/actuator/prometheus").body());
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(audited(gateway)).contains("type=disconnected", "type=logout");
			assertThat(this.collector.received()).contains("spotify get-track");
		});
		this.operated.append(audited(gateway)).append(this.collector.received());
	}

	private static String audited(Gateway gateway) {
		return gateway.database()
			.sql("select * from audit_event")
			.query()
			.listOfRows()
			.stream()
			.map((row) -> "type=" + row.get("type") + " " + row)
			.collect(Collectors.joining("\n"));
	}

	private String[] settings(Path file) {
		Stream<String> silenced = FOREIGN_LOGGERS.stream().map((logger) -> "logging.level." + logger + "=off");
		Stream<String> own = Stream.of("logging.level.root=trace", "logging.file.name=" + file,
				"logging.threshold.console=off",
				// all of it in one file
				"logging.logback.rollingpolicy.max-file-size=1GB",
				"management.server.port=" + this.management.getPort());
		return Stream.of(own, silenced, Stream.of(format()), Stream.of(this.collector.settings()))
			.flatMap(Function.identity())
			.toArray(String[]::new);
	}

	private void live(Gateway gateway) {
		Browser alice = gateway.newBrowser();
		read(alice.get("/"));
		read(alice.signIn(SimulatedUser.ALICE));
		collectCookies(alice);
		readEverything(alice);
		liveWithApiTokens(gateway, alice);
		liveWithADevice(gateway, alice);
		liveWithACard(gateway, alice);
		relayWithTrouble(gateway, alice);
		failToSignIn(gateway);
		forge(gateway, alice);
		liveWithTrouble(alice);
		endTheGrant(alice);
		collectCookies(alice);
		read(alice.call("POST", "/logout", null));
		read(alice.get("/api/me"));
	}

	private void readEverything(Browser browser) {
		for (String path : List.of("/", "/api/session", "/api/me", "/api/me/email", "/api/me/now-playing",
				"/api/me/connection", "/api/tokens", "/api/operations", "/api/diagnostics", "/v1/me", "/v1/me/player",
				"/v1/me/albums", "/v1/nowhere", "/v1/me/..;/x", "/nowhere", "/api/nowhere",
				"/login/failed/code_refused", "/logout")) {
			read(browser.get(path));
			read(browser.get(path, "Accept", "text/html"));
		}
	}

	private void liveWithApiTokens(Gateway gateway, Browser browser) {
		HttpResponse<String> minted = browser.call("POST", "/api/tokens", "{\"name\":\"a name\"}");
		String token = Json.read(minted).get("token").asString();
		String wrong = token.substring(0, 40) + "0000";
		this.secrets.put("API token", token);
		this.secrets.put("wrong API token", wrong);
		Browser program = gateway.newBrowser();
		read(program.get("/api/me", "Authorization", "Bearer " + token));
		read(program.get("/api/tokens", "Authorization", "Bearer " + token));
		read(program.get("/v1/me", "Authorization", "Bearer " + token));
		read(program.get("/v1/me?access_token=" + token, "Authorization", "Bearer " + token));
		read(program.get("/v1/me/albums", "Authorization", "Bearer " + token));
		read(program.send("PUT", gateway.url().resolve("/v1/me/player/pause"), "{}", "Authorization",
				"Bearer " + token));
		read(program.get("/api/me", "Authorization", "Bearer " + wrong));
		read(program.get("/api/me?access_token=" + token));
		read(program.get("/api/me", "Cookie", "token=" + token));
		read(browser.call("DELETE", "/api/tokens/" + Json.read(minted).get("id").asString(), null));
		read(program.get("/api/me", "Authorization", "Bearer " + token));
	}

	private void liveWithADevice(Gateway gateway, Browser browser) {
		Device device = Device.begin(gateway, "client_name=television");
		this.secrets.put("device code", device.deviceCode());
		read(Device.poll(gateway, device.deviceCode()));
		read(Device.poll(gateway, device.deviceCode()));
		read(browser.get(device.path()));
		read(browser.call("POST", device.path() + "/approval", null));
		HttpResponse<String> redeemed = Device.poll(gateway, device.deviceCode());
		this.secrets.put("API token of the device", Json.read(redeemed).get("access_token").asString());
		read(Device.poll(gateway, device.deviceCode()));
		for (String form : List.of("client_name=a%0AFORGED", "scope=a%0AFORGED", "client_name=%1B%5b31mFORGED")) {
			read(gateway.newBrowser().submit("/api/device", form));
		}
		read(browser.get("/api/device/requests/%0d%0aFORGED"));
	}

	private void liveWithACard(Gateway gateway, Browser browser) {
		JsonNode card = Json.read(browser.call("POST", "/api/cards", "{\"name\":\"a card\"}"));
		String picture = URI.create(card.get("svgUrl").asString()).getPath();
		this.secrets.put("address of a card", picture.replaceAll("/cards/|\\.svg", ""));
		read(browser.get("/api/cards"));
		read(browser.get("/api/me/now-playing"));
		Browser stranger = gateway.newBrowser();
		read(stranger.get(picture));
		read(stranger.get(picture.replace(".svg", ".json")));
		read(browser.call("DELETE", "/api/cards/" + card.get("id").asString(), null));
		read(browser.call("DELETE", "/api/cards/%0d%0aFORGED", null));
		// the answer to this one names the address to whoever asked for it
		stranger.get(picture.replace(".svg", ".json"));
	}

	private void failToSignIn(Gateway gateway) {
		Browser victim = gateway.newBrowser();
		Browser browser = gateway.newBrowser();
		String foreign = victim.agree(victim.startLogin("/oauth2/authorization/spotify"), SimulatedUser.BOB).toString();
		URI own = browser.agree(browser.startLogin("/oauth2/authorization/spotify"), SimulatedUser.ALICE);
		this.secrets.put("unused code", code(own.toString()));
		collectCookies(victim);
		collectCookies(browser);
		HttpResponse<String> failed = browser
			.get(URI.create(own.toString().replace(code(own.toString()), code(foreign))));
		read(failed);
		read(browser.get(Browser.location(failed)));
		read(browser.get(own));
		read(gateway.newBrowser().get(own));
		for (Fault trouble : troubles()) {
			this.spotify.on("/api/token").once(trouble);
			read(browser.signIn(SimulatedUser.ALICE));
			this.spotify.on("/v1/me").once(trouble);
			read(browser.signIn(SimulatedUser.ALICE));
		}
	}

	private void forge(Gateway gateway, Browser browser) {
		Browser stranger = gateway.newBrowser();
		for (String path : List.of("/%0d%0aFORGED", "/api/me%0d%0aFORGED", "/nowhere/%1b[31mFORGED".replace("[", "%5b"),
				"/?q=%0d%0aFORGED%1b%5b31m", "/oauth2/authorization/spotify?return_to=/%0d%0aFORGED",
				"/oauth2/authorization/x%0aFORGED", "/login/failed/%0aFORGED",
				"/login/oauth2/code/spotify?code=%0d%0aFORGED&state=%0aFORGED%1b%5b31m",
				"/login/oauth2/code/spotify?error=%0d%0aFORGED&error_description=%0aFORGED&state=%0aFORGED")) {
			read(stranger.get(path, "User-Agent", "a%0d%0aFORGED%1b[31m", "X-Request-Id", "%0aFORGED"));
		}
		for (String name : List.of("a\\r\\nFORGED", "a\\u001b[31mFORGED", "a\\u2028FORGED", "a\\u0085FORGED")) {
			HttpResponse<String> refused = browser.call("POST", "/api/tokens", "{\"name\":\"" + name + "\"}");
			assertThat(refused.statusCode()).isEqualTo(400);
			read(refused);
		}
		read(browser.call("DELETE", "/api/tokens/%0d%0aFORGED", null));
		read(browser.call("DELETE", "/api/tokens/%E2%80%A8FORGED", null));
	}

	private void liveWithTrouble(Browser browser) {
		for (Fault trouble : troubles()) {
			this.spotify.accessTokenLifetime(Duration.ofSeconds(30));
			browser.signIn(SimulatedUser.ALICE);
			this.spotify.on("/api/token").once(trouble);
			read(browser.get("/api/me"));
			this.spotify.on("/v1/me").once(trouble);
			read(browser.get("/api/me"));
			this.spotify.on("/v1/me/player/currently-playing").once(trouble);
			read(browser.get("/api/me/now-playing"));
		}
		this.spotify.rotateRefreshTokens(true);
		read(browser.get("/api/me"));
		read(browser.get("/api/me"));
	}

	private void relayWithTrouble(Gateway gateway, Browser browser) {
		String token = browser.mintToken("raw");
		this.secrets.put("raw API token", token);
		RelayClient client = new RelayClient(gateway.url(), token);
		for (Fault trouble : troubles()) {
			this.spotify.on("/v1/tracks/a").once(trouble);
			// what Spotify says is passed on, but not logged
			client.get("/v1/tracks/a");
		}
	}

	private void endTheGrant(Browser browser) {
		this.spotify.revoke(SimulatedUser.ALICE);
		read(browser.get("/api/me"));
		read(browser.get("/api/me/connection"));
		read(browser.signIn(SimulatedUser.ALICE));
		read(browser.call("DELETE", "/api/me/connection", null));
		read(browser.get("/api/me"));
	}

	private static List<Fault> troubles() {
		return List.of(Fault.malformedJson(), Fault.html(200), Fault.html(502), Fault.reset(), Fault.status(500),
				Fault.golden("token-400-invalid-client.json"), Fault.golden("error-401.json"), Fault.rateLimited(0),
				json(200,
						"{\"access_token\":\"SIMACCESS-sentinel\",\"token_type\":\"mac\",\"scope\":\"SIMCODE-sentinel\"}"),
				json(200, "{\"access_token\":[\"SIMACCESS-sentinel\"],\"refresh_token\":{\"SIMREFRESH-sentinel\":1}}"),
				json(200, "{\"id\":{\"SIMACCESS-sentinel\":1},\"is_playing\":\"SIMACCESS-sentinel\"}"),
				json(200, "{\"access_token\":\"SIMACCESS-sentinel\",SIMREFRESH-sentinel"),
				json(200, "SIMACCESS-sentinel"),
				json(400, "{\"error\":\"SIMACCESS-sentinel\",\"error_description\":\"SIMREFRESH-sentinel\"}"),
				json(500, "{\"error\":{\"status\":500,\"message\":\"SIMACCESS-sentinel\"}}"),
				json(403, "{\"error\":{\"status\":403,\"message\":\"SIMACCESS-sentinel\"}}"));
	}

	private static Fault json(int status, String body) {
		return Fault.body(status, "application/json", body);
	}

	private void read(HttpResponse<String> response) {
		response.headers().map().forEach((name, values) -> this.answers.append(name).append(values).append('\n'));
		this.answers.append(response.body()).append('\n');
	}

	private void collectCookies(Browser browser) {
		Map<String, String> cookies = new TreeMap<>(browser.cookies());
		cookies.forEach((name, value) -> this.secrets.put("cookie " + name + " " + this.secrets.size(), value));
	}

	private void collectSecretsOfRequests() {
		String credentials = this.spotify.clientId() + ":" + this.spotify.clientSecret();
		this.secrets.put("client secret", this.spotify.clientSecret());
		this.secrets.put("client credentials",
				Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)));
		for (String prefix : List.of("SIMCODE-", "SIMACCESS-", "SIMREFRESH-", "SIMCOOKIE")) {
			this.secrets.put(prefix, prefix);
		}
		for (RecordedRequest request : this.spotify.requests().all()) {
			String id = " " + this.secrets.size();
			request.form().forEach((name, value) -> this.secrets.put(name + id, value));
			this.secrets.put("authorization" + id, request.headers().getOrDefault("authorization", "SIMCODE-"));
		}
		this.secrets.keySet().removeIf(isPublic());
		assertThat(this.secrets.keySet()).anyMatch((name) -> name.startsWith("code_verifier"))
			.anyMatch((name) -> name.startsWith("cookie __Host-sgw-session"))
			.anyMatch((name) -> name.startsWith("cookie __Host-sgw-login-"))
			.anyMatch((name) -> name.startsWith("cookie __Host-sgw-csrf"));
	}

	private static Predicate<String> isPublic() {
		return (name) -> Stream
			.of("grant_type", "redirect_uri", "client_id", "scope", "decision", "user", "response", "code_challenge",
					"state", "show_dialog")
			.anyMatch(name::startsWith);
	}

	/**
	 * The lines that hold a secret, shortened, with the secret's name.
	 */
	private List<String> leaks(String text) {
		List<Map.Entry<String, String>> leaked = this.secrets.entrySet()
			.stream()
			.filter((secret) -> text.contains(secret.getValue()))
			.toList();
		return leaked.stream().flatMap((secret) -> leaks(text, secret)).distinct().limit(200).toList();
	}

	private static Stream<String> leaks(String text, Map.Entry<String, String> secret) {
		return text.lines()
			.filter((line) -> line.contains(secret.getValue()))
			.map((line) -> secret.getKey() + ": " + line.substring(0, Math.min(line.length(), 220)));
	}

	private static String code(String callback) {
		return Arrays.stream(URI.create(callback).getQuery().split("&"))
			.filter((parameter) -> parameter.startsWith("code="))
			.map((parameter) -> parameter.substring("code=".length()))
			.findFirst()
			.orElseThrow();
	}

	private static void restoreLogging() {
		LoggingSystem logging = LoggingSystem.get(SecretsStayHiddenTests.class.getClassLoader());
		logging.cleanUp();
		// set by the gateway under test, and read by every later one
		System.clearProperty(LoggingSystemProperty.CONSOLE_THRESHOLD.getEnvironmentVariableName());
		System.clearProperty(LoggingSystemProperty.FILE_STRUCTURED_FORMAT.getEnvironmentVariableName());
		System.clearProperty(LoggingSystemProperty.LOG_FILE.getEnvironmentVariableName());
		logging.beforeInitialize();
		logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
	}

}
