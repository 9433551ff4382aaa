package io.github.spotifygateway.page;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.options.HarContentPolicy;
import com.sun.net.httpserver.HttpServer;
import io.github.spotifygateway.journey.Device;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must not happen in a browser: a violated policy, a frame around the page, a token
 * of Spotify.
 */
@RequiresChromium
class PageSafetyBrowserTests {

	private static final String FIRST_EVENT = """
			async () => {
				const reader = (await fetch("api/me/now-playing/events")).body.pipeThrough(new TextDecoderStream()).getReader();
				let text = "";
				while (!text.includes("data:")) {
					text += (await reader.read()).value;
				}
				await reader.cancel();
				return text;
			}""";

	private final Gateway gateway = Gateway.shared();

	private final Browser chromium;

	PageSafetyBrowserTests(Browser chromium) {
		this.chromium = chromium;
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track());
	}

	@Test
	void nothingViolatesThePolicyOrFailsDuringLoginAndUse() {
		try (Visitor visitor = new Visitor(this.gateway, this.chromium)) {
			List<String> complaints = complaints(visitor.context());
			useEverything(visitor);
			visitor.page().navigate(visitor.home() + "docs");
			assertThat(visitor.at("#docs")).isVisible();
			visitor.page().navigate(visitor.home() + "login/failed/access_denied");
			assertThat(visitor.at("h1")).isVisible();
			assertThat(complaints).isEmpty();
		}
	}

	@Test
	void violationWouldBeNoticed() {
		try (Visitor visitor = new Visitor(this.gateway, this.chromium)) {
			List<String> complaints = complaints(visitor.context());
			visitor.open();
			visitor.at("#sign-in").evaluate("(element) => element.setAttribute('style', 'color: red')");
			visitor.page().waitForCondition(() -> complaints.size() >= 2);
			assertThat(complaints).anyMatch((complaint) -> complaint.startsWith("violation style-src"))
				.anyMatch((complaint) -> complaint.startsWith("console "));
		}
	}

	@Test
	void pageShowsNothingInFrameOfAnotherOrigin() throws IOException {
		HttpServer server = frameAround(this.gateway.url() + "/");
		try (Visitor visitor = new Visitor(this.gateway, this.chromium)) {
			visitor.signIn(SimulatedUser.ALICE);
			ConsoleMessage refusal = visitor.page()
				.waitForConsoleMessage(
						() -> visitor.page().navigate("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
			assertThat(refusal.text()).contains("frame-ancestors 'none'");
			Frame frame = visitor.page().frames().get(1);
			assertThat(frame.url()).isEqualTo("chrome-error://chromewebdata/");
			assertThat(frame.content()).doesNotContain("spotify-gateway", "Glass Harbour");
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void noSpotifyTokenReachesTheBrowser(@TempDir Path directory) throws IOException {
		Path recording = directory.resolve("login.har");
		Browser.NewContextOptions recorded = new Browser.NewContextOptions().setRecordHarPath(recording)
			.setRecordHarContent(HarContentPolicy.EMBED);
		List<String> kept = new ArrayList<>();
		String events;
		this.gateway.spotify().accessTokenLifetime(Duration.ofSeconds(20));
		try (Visitor visitor = new Visitor(this.gateway, this.chromium, recorded)) {
			visitor.installClock();
			visitor.signIn(SimulatedUser.ALICE);
			kept.add(visitor.page().content());
			kept.add(visitor.context().storageState());
			kept.add((String) visitor.page().evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"));
			this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track().named("Salt Letters"));
			assertThat(visitor.at("#title")).hasText("Salt Letters");
			// a recording leaves out what has no end
			events = (String) visitor.page().evaluate(FIRST_EVENT);
		}
		String received = Files.readString(recording) + String.join("\n", bodies(recording)) + events;
		assertThat(this.gateway.spotify().requests().to("/api/token")).as("login and refreshes").hasSizeGreaterThan(1);
		assertThat(received).contains("\"displayName\":\"Alice Liddell\"", "\"title\":\"Salt Letters\"");
		assertThat(received).doesNotContain("SIMACCESS-", "SIMREFRESH-", this.gateway.spotify().clientSecret());
		assertThat(kept).noneMatch((text) -> text.contains("SIMACCESS-") || text.contains("SIMREFRESH-"))
			.last()
			.isEqualTo("[{},{}]");
	}

	private void useEverything(Visitor visitor) {
		visitor.installClock();
		visitor.signIn(SimulatedUser.ALICE);
		assertThat(visitor.at("#picture")).hasJSProperty("naturalWidth", 300);
		assertThat(visitor.at("#cover")).hasJSProperty("naturalWidth", 640);
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.episode());
		assertThat(visitor.at("#title")).hasText("The Lighthouse That Hummed");
		visitor.mintToken("laptop");
		visitor.at("[data-copies=curl-line]").click();
		visitor.at("#token-list button").click();
		assertThat(visitor.at("#no-tokens")).isVisible();
		Device device = Device.begin(this.gateway, "");
		visitor.page().navigate(device.verificationUriComplete());
		visitor.at("#continue").click();
		visitor.at("#approve").click();
		visitor.at("#approved a").click();
		visitor.seeEverything();
		visitor.at("#sign-out").click();
		assertThat(visitor.at("#sign-in")).isVisible();
		visitor.signIn(SimulatedUser.ALICE);
		visitor.at("#disconnect").click();
		visitor.at("#disconnect-confirm").click();
		assertThat(visitor.at("#sign-in")).isVisible();
	}

	/**
	 * What the browser will have to complain about.
	 */
	private static List<String> complaints(BrowserContext context) {
		List<String> complaints = new ArrayList<>();
		context.exposeFunction("complain", (arguments) -> complaints.add("violation " + arguments[0]));
		context.addInitScript("document.addEventListener('securitypolicyviolation',"
				+ " (event) => complain(`${event.violatedDirective} ${event.blockedURI} ${event.documentURI}`))");
		context.onConsoleMessage((message) -> {
			if (!"log".equals(message.type())) {
				complaints.add("console " + message.type() + " " + message.text());
			}
		});
		context.onWebError((error) -> complaints.add("error " + error.error()));
		return complaints;
	}

	private static HttpServer frameAround(String address) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		byte[] page = "<!doctype html><title>Frame</title><link rel=icon href=data:,><iframe src='%s'></iframe>"
			.formatted(address)
			.getBytes(StandardCharsets.UTF_8);
		server.createContext("/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, page.length);
			try (OutputStream body = exchange.getResponseBody()) {
				body.write(page);
			}
		});
		server.start();
		return server;
	}

	private static List<String> bodies(Path recording) {
		List<String> bodies = new ArrayList<>();
		for (JsonNode entry : JsonMapper.shared().readTree(recording).path("log").path("entries")) {
			JsonNode content = entry.path("response").path("content");
			String text = content.path("text").asString("");
			boolean encoded = "base64".equals(content.path("encoding").asString(""));
			bodies.add(encoded ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8) : text);
		}
		return bodies;
	}

}
