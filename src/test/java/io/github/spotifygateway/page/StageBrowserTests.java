package io.github.spotifygateway.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the stage looks on which the page shows what plays: its colours, its forms and what
 * moves on it.
 */
@RequiresChromium
class StageBrowserTests {

	private static final String DEVICES = "user-read-playback-state";

	private static final String FULL = "/?view=full";

	private static final String OVERLAY = "/?view=overlay";

	private static final List<String> COVERS = List.of("white", "black", "gray", "red", "yellow", "lime", "navy",
			"hotpink", "saddlebrown");

	private static final List<String> TEXTS = List.of("#now-playing-heading", "#title", "#creators", "#collection",
			"#elapsed", ".attribution", "#listen", "#device-name", "#full-screen");

	private static final Pattern NUMBER = Pattern.compile("[\\d.]+");

	private static final double READABLE = 4.5;

	private final Gateway gateway = Gateway.shared();

	private final SimulatedPlayer player = this.gateway.spotify().player(SimulatedUser.ALICE);

	private final Browser chromium;

	StageBrowserTests(Browser chromium) {
		this.chromium = chromium;
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
		this.player.plays(Playable.track());
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.INCLUDE, names = { "LIGHT", "DARK" })
	void textIsReadableInTheColoursOfAnyCover(ColorScheme scheme) {
		try (Visitor visitor = visitor(still().setColorScheme(scheme))) {
			visitor.signInFor(FULL, SimulatedUser.ALICE, DEVICES);
			assertThat(visitor.at("#now-playing")).hasAttribute("data-painted", "true");
			assertReadable(visitor, "of the simulated Spotify");
			for (String cover : COVERS) {
				visitor.page().unroute("**/image/**");
				visitor.page().route("**/image/**", (route) -> fulfill(route, cover, true));
				visitor.page().reload();
				assertThat(visitor.at("#now-playing")).hasAttribute("data-painted", "true");
				assertReadable(visitor, cover);
			}
		}
	}

	@Test
	void coloursFollowTheCoverAndTheColourScheme() {
		try (Visitor visitor = visitor(still().setColorScheme(ColorScheme.LIGHT))) {
			visitor.signInFor(FULL, SimulatedUser.ALICE);
			assertThat(visitor.at("#now-playing")).hasAttribute("data-painted", "true");
			String light = ground(visitor);
			visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
			visitor.page().waitForCondition(() -> !ground(visitor).equals(light));
			String dark = ground(visitor);
			this.player.plays(Playable.episode());
			assertThat(visitor.at("#title")).hasText("The Lighthouse That Hummed");
			visitor.page().waitForCondition(() -> !List.of(light, dark).contains(ground(visitor)));
			this.player.plays(Playable.localFile());
			assertThat(visitor.at("#now-playing")).hasAttribute("data-painted", "false");
			assertReadable(visitor, "that is missing");
		}
	}

	@Test
	void coverThatMayOnlyBeShownIsShownWithoutItsColours() {
		try (Visitor visitor = visitor(still())) {
			visitor.page().route("**/image/**", (route) -> fulfill(route, "teal", false));
			visitor.signInFor(FULL, SimulatedUser.ALICE);
			assertThat(visitor.at("#cover")).hasJSProperty("naturalWidth", 640);
			assertThat(visitor.at("#now-playing")).hasAttribute("data-painted", "false");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", FULL, OVERLAY })
	void nothingShiftsWhenTheTrackChanges(String path) {
		try (Visitor visitor = visitor(new Browser.NewContextOptions())) {
			visitor.signInFor(path, SimulatedUser.ALICE, DEVICES);
			assertThat(visitor.at("#cover")).hasJSProperty("naturalWidth", 640);
			if (!path.equals(OVERLAY)) {
				assertThat(visitor.at("#queue li")).hasCount(3);
			}
			if (path.equals("/")) {
				assertThat(visitor.at("#no-tokens")).isVisible();
				assertThat(visitor.at("#email")).not().isEmpty();
			}
			visitor.page()
				.evaluate(
						"""
								() => {
									window.shifts = [];
									const name = ({ node }) => (node?.parentElement ?? node)?.outerHTML.slice(0, 90);
									new PerformanceObserver((list) => window.shifts.push(...list.getEntries()
										.map(({ value, sources }) => `${value} ${sources.map(name)}`))).observe({ type: "layout-shift" });
								}""");
			for (NowPlayingBrowserTests.Shape shape : NowPlayingBrowserTests.Shape.values()) {
				shape.playTo(this.player);
				assertThat(visitor.at("#title")).hasText(shape.title());
				visitor.nextFrames();
			}
			assertThat(visitor.page().evaluate("window.shifts")).isEqualTo(List.of());
		}
	}

	@Test
	void overlayIsNothingButWhatPlays() throws IOException {
		try (Visitor visitor = visitor(still().setViewportSize(1920, 1080))) {
			visitor.signInFor(OVERLAY, SimulatedUser.ALICE, DEVICES);
			assertThat(visitor.at("#cover")).hasJSProperty("naturalWidth", 640);
			assertThat(visitor.at("#title")).isVisible();
			assertThat(visitor.at("#creators")).isVisible();
			assertThat(visitor.at("#elapsed")).isVisible();
			assertThat(visitor.at(".attribution > :visible")).hasText("Content from Spotify");
			assertThat(visitor.at("button:visible, .card:visible, header:visible, footer:visible")).hasCount(0);
			BufferedImage picture = picture(visitor);
			assertThat(alpha(picture, 960, 300)).isZero();
			assertThat(alpha(picture, 60, 1080 - 60)).isEqualTo(255);
			assertReadable(visitor, "in the overlay");
		}
	}

	@Test
	void overlayIsInvisibleWhileNothingPlays() throws IOException {
		try (Visitor visitor = visitor(still().setViewportSize(800, 400))) {
			visitor.signInFor(OVERLAY, SimulatedUser.ALICE);
			assertThat(visitor.at("#now-playing")).isVisible();
			this.player.playsNothing();
			assertThat(visitor.at("#now-playing")).isHidden();
			BufferedImage picture = picture(visitor);
			assertThat(picture.getRGB(0, 0, 800, 400, null, 0, 800)).containsOnly(0);
			this.player.plays(Playable.episode());
			assertThat(visitor.at("#now-playing")).isVisible();
		}
	}

	@Test
	void overlaySaysHowToSignInAndThenShowsWhatPlays() {
		try (Visitor visitor = visitor(still())) {
			visitor.page().navigate(this.gateway.url() + OVERLAY);
			assertThat(visitor.at("#overlay-sign-in")).containsText("Interact");
			assertThat(visitor.at("#signed-out")).isHidden();
			visitor.at("#overlay-sign-in a").click();
			visitor.agree(SimulatedUser.ALICE);
			assertThat(visitor.page()).hasURL(this.gateway.url() + OVERLAY);
			assertThat(visitor.at("#title")).hasText("Glass Harbour");
		}
	}

	@Test
	void stageFillsTheScreenAndComesBack() {
		try (Visitor visitor = visitor(still())) {
			visitor.signIn(SimulatedUser.ALICE);
			visitor.at("#full-screen").click();
			assertThat(visitor.at("html")).hasAttribute("data-view", "full");
			assertThat(visitor.at("#full-screen")).hasAttribute("aria-pressed", "true");
			assertThat(visitor.at(".card:visible, header:visible, footer:visible")).hasCount(0);
			assertThat(visitor.at("#now-playing").boundingBox().width)
				.isEqualTo(((Number) visitor.page().evaluate("innerWidth")).doubleValue());
			visitor.at("#full-screen").click();
			assertThat(visitor.at("html")).hasAttribute("data-view", "page");
			assertThat(visitor.at(".card:visible")).not().hasCount(0);
		}
	}

	@Test
	void addressOfTheFullScreenFormLeadsBackToThePage() {
		try (Visitor visitor = visitor(still())) {
			visitor.signInFor(FULL, SimulatedUser.ALICE);
			assertThat(visitor.at(".card:visible")).hasCount(0);
			visitor.at("#full-screen").click();
			assertThat(visitor.page()).hasURL(visitor.home());
			assertThat(visitor.at("#profile")).isVisible();
		}
	}

	@Test
	void controlsFadeWhileNobodyTouchesAnythingButNotUnderTheKeyboard() {
		try (Visitor visitor = visitor(new Browser.NewContextOptions())) {
			visitor.installClock();
			visitor.signInFor(FULL, SimulatedUser.ALICE);
			visitor.page().mouse().move(100, 100);
			visitor.page().clock().fastForward(5000);
			assertThat(visitor.at(".controls")).hasCSS("opacity", "0");
			assertThat(visitor.at(".attribution")).hasCSS("opacity", "1");
			visitor.page().mouse().move(200, 200);
			assertThat(visitor.at(".controls")).hasCSS("opacity", "1");
			visitor.page().keyboard().press("Tab");
			visitor.page().clock().fastForward(5000);
			assertThat(visitor.at("html")).hasAttribute("data-idle", "true");
			assertThat(visitor.at(".controls")).hasCSS("opacity", "1");
		}
	}

	@Test
	void nothingMovesOrFadesForWhoWantsLessMotion() {
		try (Visitor visitor = visitor(still())) {
			visitor.installClock();
			visitor.signInFor(FULL, SimulatedUser.ALICE);
			assertThat(visitor.at("#cover")).hasJSProperty("naturalWidth", 640);
			assertThat(visitor.page().evaluate("document.getAnimations().length")).isEqualTo(0);
			visitor.page().clock().fastForward(5000);
			assertThat(visitor.at("html")).hasAttribute("data-idle", "true");
			assertThat(visitor.at(".controls")).hasCSS("opacity", "1");
			this.player.plays(Playable.episode());
			assertThat(visitor.at("#title")).hasText("The Lighthouse That Hummed");
			assertThat(visitor.page().evaluate("document.getAnimations().length")).isEqualTo(0);
		}
	}

	@Test
	void lostStreamIsSaidAndFoundAgain() {
		try (Visitor visitor = visitor(still())) {
			visitor.signIn(SimulatedUser.ALICE);
			visitor.page().route("**/events", Route::abort);
			visitor.goAway();
			visitor.comeBack();
			assertThat(visitor.at("#state-label")).hasText("Reconnecting…");
			assertThat(visitor.at("#title")).hasText("Glass Harbour");
			assertThat(visitor.at("#now-playing")).hasAttribute("data-stale", "true");
			visitor.page().unroute("**/events");
			assertThat(visitor.at("#now-playing")).hasAttribute("data-stale", "false",
					new HasAttributeOptions().setTimeout(15_000));
			assertThat(visitor.at("#state-label")).isEmpty();
		}
	}

	@Test
	void hiddenTabFollowsNothing() {
		try (Visitor visitor = visitor(still()); Visitor other = visitor(still())) {
			visitor.signIn(SimulatedUser.ALICE);
			other.signIn(SimulatedUser.ALICE);
			visitor.goAway();
			this.player.plays(Playable.episode());
			assertThat(other.at("#title")).hasText("The Lighthouse That Hummed");
			assertThat(visitor.at("#title")).hasText("Glass Harbour");
			visitor.comeBack();
			assertThat(visitor.at("#title")).hasText("The Lighthouse That Hummed");
		}
	}

	@Test
	void grantThatEndsSoonIsSaidOnTheStageButNotInTheOverlay() {
		try (Visitor visitor = visitor(still())) {
			visitor.signIn(SimulatedUser.ALICE);
			assertThat(visitor.at("#renewal")).isHidden();
			this.gateway.database()
				.sql("update connection set reauthorize_by = current_timestamp + interval '12' day + interval '1' hour")
				.update();
			visitor.open();
			assertThat(visitor.at("#renewal")).hasText("Spotify ends this permission soon: 12 days left. Renew it");
			visitor.page().navigate(this.gateway.url() + OVERLAY);
			assertThat(visitor.at("#title")).hasText("Glass Harbour");
			assertThat(visitor.at("#renewal")).isHidden();
		}
	}

	private Visitor visitor(Browser.NewContextOptions options) {
		return new Visitor(this.gateway, this.chromium, options);
	}

	private static Browser.NewContextOptions still() {
		return new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
	}

	private static void fulfill(Route route, String colour, boolean shared) {
		String svg = "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='640'><rect width='640' height='640' fill='%s'/></svg>";
		route.fulfill(new Route.FulfillOptions().setContentType("image/svg+xml")
			.setHeaders(Map.of("Access-Control-Allow-Origin", shared ? "*" : "https://elsewhere.example"))
			.setBody(svg.formatted(colour)));
	}

	private static String ground(Visitor visitor) {
		return (String) visitor.at("#now-playing").evaluate("(stage) => getComputedStyle(stage).backgroundColor");
	}

	private static void assertReadable(Visitor visitor, String cover) {
		List<?> grounds = (List<?>) visitor.at("#now-playing")
			.evaluate(
					"""
							(stage) => ["--stage", "--stage-deep"].map((name) => getComputedStyle(stage).getPropertyValue(name))""");
		for (String text : TEXTS) {
			if (visitor.at(text).isVisible()) {
				String colour = (String) visitor.at(text).evaluate("(element) => getComputedStyle(element).color");
				assertThat(grounds).as("%s on a stage with a cover %s", text, cover)
					.allSatisfy((ground) -> assertThat(contrast(colour, (String) ground)).isGreaterThan(READABLE));
			}
		}
		if (visitor.at("#play").isVisible()) {
			List<?> button = (List<?>) visitor.at("#play")
				.evaluate("(play) => [getComputedStyle(play).color, getComputedStyle(play).backgroundColor]");
			assertThat(contrast((String) button.get(0), (String) button.get(1))).as("#play with a cover %s", cover)
				.isGreaterThan(READABLE);
		}
	}

	private static double contrast(String one, String other) {
		double first = luminance(one) + 0.05;
		double second = luminance(other) + 0.05;
		return Math.max(first, second) / Math.min(first, second);
	}

	private static double luminance(String colour) {
		Matcher numbers = NUMBER.matcher(colour);
		double[] shares = new double[3];
		for (int channel = 0; channel < shares.length; channel++) {
			assertThat(numbers.find()).as(colour).isTrue();
			double share = Double.parseDouble(numbers.group()) / 255;
			shares[channel] = (share <= 0.04045) ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
		}
		return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2];
	}

	private static BufferedImage picture(Visitor visitor) throws IOException {
		byte[] png = visitor.page().screenshot(new Page.ScreenshotOptions().setOmitBackground(true));
		return ImageIO.read(new ByteArrayInputStream(png));
	}

	private static int alpha(BufferedImage picture, int x, int y) {
		return picture.getRGB(x, y) >>> 24;
	}

}
