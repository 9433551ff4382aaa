package io.github.spotifygateway.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.spotifygateway.journey.CompanyGateway;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How somebody gives a grant for a company's user in a browser.
 */
@RequiresChromium
class LinkBrowserTests {

	private static final Path DIRECTORY = Path.of("target", "screenshots");

	private final CompanyGateway company = CompanyGateway.shared();

	private final String token = this.company.issuer().token("ann.archer");

	private final Browser chromium;

	LinkBrowserTests(Browser chromium) {
		this.chromium = chromium;
	}

	@Test
	void visitorReadsForWhomPressesTheButtonAgreesAndSeesTheCode() {
		try (Visitor visitor = new Visitor(this.company.gateway(), this.chromium)) {
			List<String> complaints = new CopyOnWriteArrayList<>();
			visitor.page().onConsoleMessage((message) -> complaints.add(message.text()));
			visitor.page().onPageError(complaints::add);
			open(visitor);
			assertThat(visitor.at("h1")).hasText("Link a Spotify account");
			assertThat(visitor.at("#subject")).hasText("ann.archer");
			assertThat(visitor.at("#issuer")).hasText(this.company.issuer().name());
			assertThat(visitor.at(".notice")).containsText("Go on only if this is you");
			visitor.at("#go-on").click();
			visitor.agree(SimulatedUser.ALICE);
			assertThat(visitor.page()).hasURL(this.company.gateway().url() + "/link");
			assertThat(visitor.at("h1")).hasText("One more step");
			assertThat(visitor.at(".notice")).containsText("Tell nobody this code");
			this.company.confirmCode(this.token, visitor.at("#code").textContent());
			assertThat(complaints).isEmpty();
		}
	}

	@Test
	void visitorWhoComesFromAnotherSiteCanPressTheButton() {
		try (Visitor visitor = new Visitor(this.company.gateway(), this.chromium)) {
			visitor.page().navigate(this.company.issuer().name() + "/keys");
			visitor.page()
				.evaluate("(link) => { location.href = link; }",
						visitor.home() + this.company.link(this.token).substring(1));
			assertThat(visitor.at("#go-on")).isVisible();
			visitor.at("#go-on").click();
			visitor.agree(SimulatedUser.ALICE);
			assertThat(visitor.at("#code")).isVisible();
		}
	}

	@Test
	void visitorWhoDeclinesGivesNothing() {
		try (Visitor visitor = new Visitor(this.company.gateway(), this.chromium)) {
			open(visitor);
			visitor.at("#go-on").click();
			visitor.at("#cancel").click();
			assertThat(visitor.at("h1")).hasText("You did not agree");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.INCLUDE, names = { "LIGHT", "DARK" })
	void axeFindsNothingAndPeopleCanLook(ColorScheme colors) throws IOException {
		Browser.NewContextOptions options = new Browser.NewContextOptions().setColorScheme(colors)
			.setBypassCSP(true)
			.setViewportSize((colors == ColorScheme.DARK) ? 390 : 1200, 844);
		String name = "link-" + colors.name().toLowerCase();
		try (Visitor visitor = new Visitor(this.company.gateway(), this.chromium, options)) {
			open(visitor);
			assertThat(Axe.complaints(visitor)).as("link").isEmpty();
			take(visitor, name);
			visitor.at("#go-on").click();
			visitor.agree(SimulatedUser.ALICE);
			assertThat(visitor.at("#code")).isVisible();
			assertThat(Axe.complaints(visitor)).as("code").isEmpty();
			take(visitor, name + "-code");
			visitor.page().navigate(visitor.home() + "link/over");
			assertThat(Axe.complaints(visitor)).as("over").isEmpty();
		}
	}

	@Test
	void everythingWorksWithTheKeyboardAloneAt320Pixels() {
		Browser.NewContextOptions narrow = new Browser.NewContextOptions().setViewportSize(320, 640);
		try (Visitor visitor = new Visitor(this.company.gateway(), this.chromium, narrow)) {
			String longToken = this.company.issuer().token("auth0|" + "W".repeat(240));
			visitor.page().navigate(visitor.home() + this.company.link(longToken).substring(1));
			assertFits(visitor);
			visitor.at("#go-on").focus();
			visitor.page().keyboard().press("Enter");
			visitor.agree(SimulatedUser.ALICE);
			assertThat(visitor.at("#code")).isVisible();
			assertFits(visitor);
		}
	}

	private void open(Visitor visitor) {
		visitor.page().navigate(visitor.home() + this.company.link(this.token).substring(1));
		assertThat(visitor.at("#go-on")).isVisible();
	}

	private static void assertFits(Visitor visitor) {
		Object overflow = visitor.page()
			.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
		assertThat(overflow).isEqualTo(0);
	}

	private static void take(Visitor visitor, String name) {
		visitor.page()
			.screenshot(new Page.ScreenshotOptions().setPath(DIRECTORY.resolve(name + ".png")).setFullPage(true));
	}

}
