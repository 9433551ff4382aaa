package io.github.spotifygateway.page;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every state of the stage in every form: axe has nothing to say against it, and a
 * picture for people to look at is left under {@code target/screenshots}.
 */
@RequiresChromium
class PageStatesBrowserTests {

	private static final String[] CONTROL = { "user-modify-playback-state", "user-read-playback-state" };

	private static final String PLAYER = "/v1/me/player";

	private static final Duration SHORT = Duration.ofSeconds(20);

	private static final Path DIRECTORY = Path.of("target", "screenshots");

	private static final String VIDEO = """
			() => {
				const sheet = new CSSStyleSheet();
				sheet.replaceSync(`html { min-height: 100vh; background:
					repeating-linear-gradient(35deg, #fff 0 90px, #22bb66 90px 180px, #111 180px 260px, #e91e8c 260px 340px) !important; }`);
				document.adoptedStyleSheets = [sheet];
			}""";

	private final Gateway gateway = Gateway.shared();

	private final Browser chromium;

	PageStatesBrowserTests(Browser chromium) {
		this.chromium = chromium;
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track(), Playable.episode());
	}

	@ParameterizedTest
	@EnumSource
	void axeFindsNothingOnThePage(State state) throws IOException {
		inspect(state, "page", "/", new Browser.NewContextOptions().setViewportSize(1200, 800));
	}

	@ParameterizedTest
	@EnumSource(names = { "TRACK", "AD", "NOTHING", "RECONNECTING" })
	void axeFindsNothingOnAPhone(State state) throws IOException {
		inspect(state, "phone", "/", new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
	}

	@ParameterizedTest
	@EnumSource(names = { "TRACK", "LONG_TITLE", "AD", "NOTHING", "COOL_DOWN", "REAUTHORIZE" })
	void axeFindsNothingOnTheFullScreen(State state) throws IOException {
		inspect(state, "full", "/?view=full", new Browser.NewContextOptions().setViewportSize(1920, 1080));
	}

	@ParameterizedTest
	@EnumSource(names = { "TRACK", "EPISODE", "LOCAL", "AD", "PAUSED", "COOL_DOWN", "REAUTHORIZE" })
	void axeFindsNothingInTheOverlay(State state) throws IOException {
		inspect(state, "overlay", "/?view=overlay", new Browser.NewContextOptions().setViewportSize(1920, 1080));
	}

	private void inspect(State state, String form, String path, Browser.NewContextOptions options) throws IOException {
		options.setReducedMotion(ReducedMotion.REDUCE).setBypassCSP(true);
		try (Gateway own = state.needsOwnGateway ? Gateway.start(SpotifySimulator.start()) : null;
				Visitor visitor = new Visitor((own != null) ? own : this.gateway, this.chromium, options)) {
			state.arrangement.arrange((own != null) ? own : this.gateway, visitor, path);
			if ("overlay".equals(form)) {
				visitor.page().evaluate(VIDEO);
			}
			for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
				visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
				visitor.nextFrames();
				take(visitor, String.join("-", form, state.fileName(), scheme.name().toLowerCase(Locale.ROOT)));
				assertThat(Axe.complaints(visitor)).as("%s in %s", state, scheme).isEmpty();
			}
		}
	}

	private static void take(Visitor visitor, String name) {
		Path file = DIRECTORY.resolve(name + ".png");
		visitor.page().screenshot(new Page.ScreenshotOptions().setPath(file));
		assertThat(file).isNotEmptyFile();
	}

	/**
	 * What the stage can have to say, and how it comes to that.
	 */
	enum State {

		LOADING((gateway, visitor, path) -> {
			visitor.installClock();
			visitor.page().route("**/events", (route) -> {
			});
			visitor.logInFor(path, SimulatedUser.ALICE, CONTROL);
			assertThat(visitor.at("#now-playing")).isVisible();
			assertThat(visitor.at("#state-label")).hasText("Asking Spotify…");
		}),

		TRACK(playing(Playable.track())),

		EPISODE(playing(Playable.episode())),

		LOCAL(playing(Playable.localFile())),

		AD(playing(Playable.advertisement())),

		UNKNOWN(playing(Playable.unknown())),

		PAUSED(playing(Playable.pausedTrack())),

		PRIVATE_SESSION(playing(Playable.track().inPrivateSession())),

		LONG_TITLE(playing(Playable.track()
			.named("Concerto for Two Harmoniums and a Weather Station in E flat minor, III. Slowly, as if it rained"))),

		NOTHING((gateway, visitor, path) -> {
			gateway.spotify().player(SimulatedUser.ALICE).playsNothing();
			visitor.signInFor(path, SimulatedUser.ALICE, CONTROL);
		}),

		WITHOUT_DEVICE((gateway, visitor, path) -> {
			gateway.spotify().player(SimulatedUser.ALICE).playsNothing();
			visitor.signInFor(path, SimulatedUser.ALICE, CONTROL);
			visitor.at("#play").click();
			assertThat(visitor.at("#player-note")).containsText("No device is active");
		}),

		CONSENT((gateway, visitor, path) -> {
			visitor.signInFor(path, SimulatedUser.ALICE);
			visitor.at("#play").click();
			assertThat(visitor.at("#consent-dialog")).isVisible();
		}),

		RECONNECTING((gateway, visitor, path) -> {
			playing(Playable.track()).arrange(gateway, visitor, path);
			visitor.page().route("**/events", Route::abort);
			visitor.goAway();
			visitor.comeBack();
			assertThat(visitor.at("#state-label")).hasText("Reconnecting…");
		}),

		UNAVAILABLE((gateway, visitor, path) -> {
			playing(Playable.track()).arrange(gateway, visitor, path);
			gateway.spotify().on(PLAYER).always(Fault.status(503));
			assertThat(visitor.at("#stage-notice .notice")).isVisible();
		}),

		COOL_DOWN((gateway, visitor, path) -> {
			playing(Playable.track()).arrange(gateway, visitor, path);
			gateway.spotify().on(PLAYER).always(Fault.rateLimited(600));
			assertThat(visitor.at("#state-label")).containsText("next look");
		}, true),

		RENEWAL_DUE((gateway, visitor, path) -> {
			playing(Playable.track()).arrange(gateway, visitor, path);
			gateway.database()
				.sql("update connection set reauthorize_by = current_timestamp + interval '12' day + interval '1' hour")
				.update();
			visitor.page().reload();
			assertThat(visitor.at("#cover")).hasJSProperty("naturalWidth", 640);
			assertThat(visitor.at("#renewal")).isVisible();
		}),

		REAUTHORIZE((gateway, visitor, path) -> {
			gateway.spotify().accessTokenLifetime(SHORT);
			playing(Playable.track()).arrange(gateway, visitor, path);
			gateway.spotify().revoke(SimulatedUser.ALICE);
			assertThat(visitor.at("#stage-notice .notice")).isVisible();
		}),

		NOT_ALLOWED((gateway, visitor, path) -> {
			gateway.spotify().grantOnly("user-read-private", "user-read-email");
			visitor.logInFor(path, SimulatedUser.ALICE);
			assertThat(visitor.at("#stage-notice .button")).hasText("Allow it at Spotify");
		}),

		TOO_MANY_STREAMS((gateway, visitor, path) -> {
			String problem = """
					{"type": "urn:problem:too-many-streams", "title": "Too many streams", "retryAfterSeconds": 30,
					 "detail": "The user has as many streams open on this node as one user may have.",
					 "remedy": "Close one that is no longer needed, such as a forgotten tab."}""";
			visitor.page()
				.route("**/events",
						(route) -> route.fulfill(new Route.FulfillOptions().setStatus(429)
							.setContentType("application/problem+json")
							.setBody(problem)));
			visitor.logInFor(path, SimulatedUser.ALICE, CONTROL);
			assertThat(visitor.at("#stage-notice .notice-title")).hasText("Too many streams");
		});

		private final Arrangement arrangement;

		private final boolean needsOwnGateway;

		State(Arrangement arrangement) {
			this(arrangement, false);
		}

		State(Arrangement arrangement, boolean needsOwnGateway) {
			this.arrangement = arrangement;
			this.needsOwnGateway = needsOwnGateway;
		}

		private String fileName() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		private static Arrangement playing(Playable playable) {
			return (gateway, visitor, path) -> {
				gateway.spotify().player(SimulatedUser.ALICE).plays(playable, Playable.episode());
				visitor.signInFor(path, SimulatedUser.ALICE, CONTROL);
				if (visitor.at("#listen").getAttribute("href") != null) {
					assertThat(visitor.at("#cover")).hasJSProperty("naturalWidth", 640);
				}
				if (!path.endsWith("overlay")) {
					assertThat(visitor.at("#queue img").nth(2)).hasJSProperty("naturalWidth", 640);
				}
			};
		}

	}

	/**
	 * How a state comes about.
	 */
	@FunctionalInterface
	private interface Arrangement {

		void arrange(Gateway gateway, Visitor visitor, String path);

	}

}
