package io.github.spotifygateway.page;

import java.nio.file.Path;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.spotifygateway.journey.Device;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes pictures of the page for people to look at, under {@code target/screenshots}.
 */
@RequiresChromium
class PageScreenshotTests {

	private static final Path DIRECTORY = Path.of("target", "screenshots");

	private final Gateway gateway = Gateway.shared();

	private final Browser chromium;

	PageScreenshotTests(Browser chromium) {
		this.chromium = chromium;
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track());
	}

	@Test
	void signedOutLight() {
		try (Visitor visitor = visitor(1200, 800, ColorScheme.LIGHT)) {
			visitor.open();
			assertThat(visitor.at("#sign-in")).isVisible();
			take(visitor, "signed-out-light");
		}
	}

	@Test
	void nowPlayingLight() {
		nowPlaying(1200, 800, ColorScheme.LIGHT, "now-playing-light");
	}

	@Test
	void nowPlayingDark() {
		nowPlaying(1200, 800, ColorScheme.DARK, "now-playing-dark");
	}

	@Test
	void nowPlayingOnPhone() {
		nowPlaying(390, 844, ColorScheme.LIGHT, "now-playing-phone");
	}

	@Test
	void tokens() {
		try (Visitor visitor = visitor(1200, 800, ColorScheme.LIGHT)) {
			visitor.signIn(SimulatedUser.ALICE);
			visitor.mintToken("laptop");
			visitor.at("#scope-player").check();
			visitor.mintToken("remote control");
			assertThat(visitor.at("#token-list li")).hasCount(2);
			take(visitor, "tokens");
		}
	}

	@Test
	void deviceLight() {
		device(1200, 800, ColorScheme.LIGHT, "device-light");
	}

	@Test
	void deviceDarkOnPhone() {
		device(390, 844, ColorScheme.DARK, "device-dark-phone");
	}

	@Test
	void loginFailed() {
		try (Visitor visitor = visitor(1200, 800, ColorScheme.LIGHT)) {
			visitor.open();
			visitor.at("#sign-in").click();
			visitor.at("#cancel").click();
			assertThat(visitor.at("h1")).hasText("You did not agree");
			take(visitor, "login-failed");
		}
	}

	private void device(int width, int height, ColorScheme colors, String name) {
		Device device = Device.begin(this.gateway, "client_name=kitchen+display&scope=read+player");
		try (Visitor visitor = visitor(width, height, colors)) {
			visitor.page().navigate(device.verificationUriComplete());
			visitor.at("#sign-in").click();
			visitor.agree(SimulatedUser.ALICE);
			assertThat(visitor.at("#enter")).isVisible();
			take(visitor, name + "-code");
			visitor.at("#continue").click();
			assertThat(visitor.at("#decide")).isVisible();
			take(visitor, name);
		}
	}

	private void nowPlaying(int width, int height, ColorScheme colors, String name) {
		try (Visitor visitor = visitor(width, height, colors)) {
			visitor.signIn(SimulatedUser.ALICE);
			assertThat(visitor.at("#cover")).hasJSProperty("naturalWidth", 640);
			assertThat(visitor.at("#picture")).hasJSProperty("naturalWidth", 300);
			assertThat(visitor.at("#no-tokens")).isVisible();
			take(visitor, name);
		}
	}

	private Visitor visitor(int width, int height, ColorScheme colors) {
		return new Visitor(this.gateway, this.chromium,
				new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(colors));
	}

	private static void take(Visitor visitor, String name) {
		Path file = DIRECTORY.resolve(name + ".png");
		visitor.page().screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
		assertThat(file).isNotEmptyFile();
	}

}
