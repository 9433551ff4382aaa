package io.github.spotifygateway.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.github.spotifygateway.journey.Device;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether everybody can use the page: with the keyboard alone, on a narrow screen, with a
 * screen reader.
 */
@RequiresChromium
class PageAccessibilityBrowserTests {

	private static final String FOCUS_IS_VISIBLE = """
			(element) => {
				const style = getComputedStyle(element);
				return element.matches(":focus-visible") && style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2;
			}""";

	private final Gateway gateway = Gateway.shared();

	private final Browser chromium;

	PageAccessibilityBrowserTests(Browser chromium) {
		this.chromium = chromium;
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track());
	}

	@Test
	void everythingWorksWithTheKeyboardAlone() {
		try (Visitor visitor = new Visitor(this.gateway, this.chromium)) {
			visitor.open();
			assertThat(visitor.at("#sign-in")).isVisible();
			tabTo(visitor, "#sign-in").press("Enter");
			tabTo(visitor, "#agree").press("Enter");
			assertThat(visitor.at("#connection")).isVisible();
			tabTo(visitor, "#token-name");
			visitor.page().keyboard().type("laptop");
			tabTo(visitor, "#scope-player").press("Space");
			assertThat(visitor.at("#scope-player")).isChecked();
			tabTo(visitor, "#create-token").press("Enter");
			assertThat(visitor.at("#new-token-panel")).isFocused();
			tabTo(visitor, "#forget-token").press("Enter");
			assertThat(visitor.at("#token-name")).isFocused();
			visitor.page().reload();
			assertThat(visitor.at("#connection")).isVisible();
			tabTo(visitor, "#disconnect").press("Enter");
			assertThat(visitor.at("#disconnect-cancel")).isFocused();
			visitor.page().keyboard().press("Escape");
			assertThat(visitor.at("#disconnect-dialog")).isHidden();
			assertThat(visitor.at("#disconnect")).isFocused();
			visitor.page().keyboard().press("Enter");
			tabTo(visitor, "#disconnect-confirm").press("Enter");
			assertThat(visitor.at("#sign-in")).isVisible();
		}
	}

	@Test
	void skipLinkLeadsPastTheHeader() {
		try (Visitor visitor = new Visitor(this.gateway, this.chromium)) {
			visitor.signIn(SimulatedUser.ALICE);
			tabTo(visitor, ".skip-link").press("Enter");
			assertThat(visitor.at("#main")).isFocused();
			tabTo(visitor, "#listen");
		}
	}

	@Test
	void nothingScrollsSidewaysAt320Pixels() {
		Browser.NewContextOptions narrow = new Browser.NewContextOptions().setViewportSize(320, 640);
		try (Visitor visitor = new Visitor(this.gateway, this.chromium, narrow)) {
			visitor.open();
			assertThat(visitor.at("#sign-in")).isVisible();
			assertFits(visitor);
			this.gateway.spotify()
				.player(SimulatedUser.ALICE)
				.plays(Playable.track().named("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"));
			visitor.signIn(SimulatedUser.ALICE);
			assertFits(visitor);
			visitor.mintToken("W".repeat(60));
			assertThat(visitor.at("#token-list li")).hasCount(1);
			visitor.makeCard("W".repeat(60));
			assertThat(visitor.at("#card-list li")).hasCount(1);
			assertFits(visitor);
			visitor.at("#disconnect").click();
			assertFits(visitor);
			visitor.page().navigate(visitor.home() + "login/failed/unknown_login");
			assertFits(visitor);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.INCLUDE, names = { "LIGHT", "DARK" })
	void axeFindsNothing(ColorScheme colors) throws IOException {
		Browser.NewContextOptions options = new Browser.NewContextOptions().setColorScheme(colors).setBypassCSP(true);
		try (Visitor visitor = new Visitor(this.gateway, this.chromium, options)) {
			visitor.open();
			assertThat(visitor.at("#sign-in")).isVisible();
			assertThat(Axe.complaints(visitor)).as("signed out").isEmpty();
			visitor.signIn(SimulatedUser.ALICE);
			visitor.mintToken("laptop");
			visitor.mintToken("phone");
			assertThat(visitor.at("#token-list li")).hasCount(2);
			visitor.makeCard("README");
			assertThat(visitor.at("#card-list li")).hasCount(1);
			assertThat(Axe.complaints(visitor)).as("signed in").isEmpty();
			visitor.at("#disconnect").click();
			assertThat(Axe.complaints(visitor)).as("dialog").isEmpty();
			visitor.page().navigate(visitor.home() + "login/failed/access_denied");
			assertThat(Axe.complaints(visitor)).as("failed login").isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.INCLUDE, names = { "LIGHT", "DARK" })
	void axeFindsNothingWhereADeviceIsLetIn(ColorScheme colors) throws IOException {
		Browser.NewContextOptions options = new Browser.NewContextOptions().setColorScheme(colors).setBypassCSP(true);
		Device device = Device.begin(this.gateway, "client_name=my+television&scope=read+raw");
		try (Visitor visitor = new Visitor(this.gateway, this.chromium, options)) {
			visitor.page().navigate(device.verificationUriComplete());
			assertThat(visitor.at("#signed-out")).isVisible();
			assertThat(Axe.complaints(visitor)).as("signed out").isEmpty();
			visitor.at("#sign-in").click();
			visitor.agree(SimulatedUser.ALICE);
			assertThat(visitor.at("#enter")).isVisible();
			assertThat(Axe.complaints(visitor)).as("enter the code").isEmpty();
			visitor.at("#continue").click();
			assertThat(visitor.at("#decide")).isVisible();
			assertThat(Axe.complaints(visitor)).as("decide").isEmpty();
			visitor.at("#approve").click();
			assertThat(visitor.at("#approved")).isVisible();
			assertThat(Axe.complaints(visitor)).as("approved").isEmpty();
		}
	}

	@Test
	void deviceIsLetInWithTheKeyboardAloneAt320Pixels() {
		Device device = Device.begin(this.gateway, "client_name=" + "W".repeat(60));
		Browser.NewContextOptions narrow = new Browser.NewContextOptions().setViewportSize(320, 640);
		try (Visitor visitor = new Visitor(this.gateway, this.chromium, narrow)) {
			visitor.page().navigate(device.verificationUriComplete());
			assertThat(visitor.at("#signed-out")).isVisible();
			assertFits(visitor);
			tabTo(visitor, "#sign-in").press("Enter");
			tabTo(visitor, "#agree").press("Enter");
			assertThat(visitor.at("#user-code")).isFocused();
			assertFits(visitor);
			tabTo(visitor, "#continue").press("Enter");
			assertThat(visitor.at("#decide-heading")).isFocused();
			assertFits(visitor);
			tabTo(visitor, "#approve").press("Enter");
			assertThat(visitor.at("#approved")).isVisible();
			assertFits(visitor);
		}
	}

	/**
	 * Press Tab until an element has the focus; everything on the way must show it.
	 */
	private static Locator tabTo(Visitor visitor, String selector) {
		Locator focused = visitor.at("*:focus");
		List<String> stops = new ArrayList<>();
		do {
			visitor.page().keyboard().press("Tab");
			if (focused.count() == 1) {
				stops.add((String) focused.evaluate("(element) => element.outerHTML.slice(0, 80)"));
				assertThat(focused.evaluate(FOCUS_IS_VISIBLE)).as("focus of %s is visible", stops).isEqualTo(true);
			}
			assertThat(stops).as("stops of Tab before " + selector).hasSizeLessThan(40);
		}
		while (visitor.at(selector + ":focus").count() == 0);
		return focused;
	}

	private static void assertFits(Visitor visitor) {
		Object tooWide = visitor.page().evaluate("""
				[...document.querySelectorAll("body, body *")]
					.filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
					.filter((element) => !element.closest(".visually-hidden"))
					.map((element) => element.outerHTML.slice(0, 80))""");
		assertThat(tooWide).isEqualTo(List.of());
		assertThat(
				visitor.page().evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isEqualTo(0);
	}

}
