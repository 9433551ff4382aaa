package io.github.spotifygateway.page;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a visitor of the page can do with share cards.
 */
@RequiresChromium
class CardBrowserTests {

	private static final String LINES = "#card-markdown, #card-html, #card-address, #card-json";

	private final Gateway gateway = Gateway.shared();

	private final Visitor visitor;

	CardBrowserTests(Browser chromium) {
		this.visitor = new Visitor(this.gateway, chromium, new Browser.NewContextOptions().setViewportSize(1200, 800));
	}

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track());
		this.visitor.signIn(SimulatedUser.ALICE);
	}

	@AfterEach
	void leave() {
		this.visitor.close();
	}

	@Test
	void newCardIsShownWithLinesToCopy() {
		assertThat(this.visitor.at("#no-cards")).isVisible();
		String address = this.visitor.makeCard("README");
		assertThat(address).startsWith(this.gateway.url() + "/cards/").endsWith(".svg");
		assertThat(this.visitor.at("#new-card-panel")).isFocused();
		assertThat(this.visitor.at("#card-picture")).hasJSProperty("naturalWidth", 480);
		assertThat(this.visitor.at("#card-picture")).hasJSProperty("naturalHeight", 156);
		assertThat(this.gateway.newBrowser().get(URI.create(address)).body()).contains("Glass Harbour");
		assertThat(this.visitor.at("#card-markdown")).hasText("![Now playing on Spotify](" + address + ")");
		assertThat(this.visitor.at("#card-html"))
			.hasText("<img src=\"" + address + "\" width=\"480\" height=\"156\" alt=\"Now playing on Spotify\">");
		assertThat(this.visitor.at("#card-json")).hasText(address.replace(".svg", ".json"));
		assertThat(this.visitor.at("#no-cards")).isHidden();
		assertThat(this.visitor.at("#card-list .token-name")).hasText("README");
		take("card-section");
	}

	@Test
	void cardIsMadeAsItIsChosen() {
		this.visitor.at("#field-progress").check();
		this.visitor.at("#field-cover").uncheck();
		this.visitor.at("#card-theme").selectOption("dark");
		this.visitor.at("#card-layout").selectOption("compact");
		this.visitor.makeCard("stream");
		assertThat(this.visitor.at("#card-picture")).hasJSProperty("naturalWidth", 340);
		assertThat(this.visitor.at("#card-list li")).containsText("Compact, dark");
		assertThat(this.visitor.at("#card-list li"))
			.containsText("Shows: whether something is playing, title, artists or publisher, progress");
	}

	@Test
	void addressesAreShownOnce() {
		String address = this.visitor.makeCard("README");
		this.visitor.at("#forget-card").click();
		assertThat(this.visitor.at("#new-card-panel")).isHidden();
		assertThat(this.visitor.at("#card-name")).isFocused();
		assertThat(this.visitor.at(LINES)).hasText(new String[] { "", "", "", "" });
		this.visitor.page().reload();
		assertThat(this.visitor.at("#card-list li")).hasCount(1);
		String secret = URI.create(address).getPath().replaceAll("/cards/|\\.svg", "");
		assertThat(this.visitor.page().content()).doesNotContain(secret);
	}

	@Test
	void cardWithoutFieldsIsExplained() {
		for (String field : List.of("state", "title", "creators", "cover")) {
			this.visitor.at("#field-" + field).uncheck();
		}
		this.visitor.at("#card-name").fill("empty");
		this.visitor.at("#create-card").click();
		assertThat(this.visitor.at("#field-state")).hasJSProperty("validationMessage",
				"Choose at least one thing to show.");
		assertThat(this.visitor.at("#new-card-panel")).isHidden();
	}

	@Test
	void privateSessionStaysOffCardsOfWhoFollowsTheLink() {
		URI consent = URI.create(this.visitor.at("#allow-devices").evaluate("link => link.href").toString());
		String asked = this.gateway.newBrowser().get(consent).headers().firstValue("Location").orElseThrow();
		assertThat(asked).startsWith(this.gateway.spotify().accountsUrl().toString())
			.contains("user-read-playback-state");
	}

	@Test
	void revokedCardIsGone() {
		String address = this.visitor.makeCard("README");
		Locator revoke = this.visitor.at("#card-list").getByText("Revoke");
		revoke.click();
		assertThat(this.visitor.at("#no-cards")).isVisible();
		assertThat(this.visitor.at("#new-card-panel")).isHidden();
		assertThat(this.visitor.at("#card-name")).isFocused();
		await().until(() -> this.gateway.newBrowser().get(URI.create(address)).statusCode() == 404);
	}

	@Test
	void cardThatIsOpenedByItselfRenewsItself() {
		String address = this.visitor.makeCard("stream");
		Page stream = this.visitor.context().newPage();
		stream.navigate(address);
		assertThat(stream.locator("text.strong")).hasText("Glass Harbour");
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track().named("Slow Tide"));
		assertThat(stream.locator("text.strong")).hasText("Slow Tide",
				new LocatorAssertions.HasTextOptions().setTimeout(30_000));
	}

	private void take(String name) {
		Path file = Path.of("target", "screenshots", name + ".png");
		this.visitor.at("section[aria-labelledby=cards-heading]")
			.screenshot(new Locator.ScreenshotOptions().setPath(file));
		assertThat(file).isNotEmptyFile();
	}

}
