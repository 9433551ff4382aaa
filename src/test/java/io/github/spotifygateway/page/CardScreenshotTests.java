package io.github.spotifygateway.page;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.spotifygateway.journey.CardMaker;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes pictures of share cards for people to look at, under {@code target/screenshots}.
 */
@RequiresChromium
class CardScreenshotTests {

	private static final Path DIRECTORY = Path.of("target", "screenshots");

	private static final String EVERYTHING = "[\"state\",\"title\",\"creators\",\"collection\",\"cover\",\"progress\"]";

	private static final String DRAWN = """
			[...document.images].every((image) => image.complete && image.naturalWidth > 300)""";

	private final Gateway gateway = Gateway.shared();

	private final CardMaker maker = new CardMaker(this.gateway);

	private final Browser chromium;

	CardScreenshotTests(Browser chromium) {
		this.chromium = chromium;
	}

	@BeforeEach
	void forgetEveryone() {
		this.gateway.database().sql("delete from connection").update();
		this.maker.signIn(SimulatedUser.ALICE);
	}

	@Test
	void light() {
		take("card-light", ColorScheme.LIGHT, cardsOf("light"));
	}

	@Test
	void dark() {
		take("card-dark", ColorScheme.DARK, cardsOf("auto"));
	}

	@Test
	void transparent() {
		take("card-transparent", ColorScheme.LIGHT, cardsOf("transparent"));
	}

	@Test
	void rightToLeft() {
		take("card-right-to-left", ColorScheme.LIGHT,
				cardsWhile(Playable.track().named("أغنية الميناء الزجاجي (Live) 2026").by("فيروز"), "light"));
	}

	@Test
	void titleOfWideCharacters() {
		take("card-wide-characters", ColorScheme.DARK,
				cardsWhile(Playable.track().named("千本桜とガラスの港に沈む夕日を見ていた午後のこと").by("紙灯籠オーケストラ 👩‍👩‍👧‍👦"), "dark"));
	}

	@Test
	void longTitle() {
		take("card-long", ColorScheme.LIGHT,
				cardsWhile(Playable.track()
					.named("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz, Part 2: The Reckoning")
					.by("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"), "light"));
	}

	@Test
	void paused() {
		take("card-paused", ColorScheme.LIGHT, cardsWhile(Playable.pausedTrack(), "light"));
	}

	@Test
	void advertisement() {
		take("card-advertisement", ColorScheme.LIGHT, cardsWhile(Playable.advertisement(), "light"));
	}

	@Test
	void nothingKnown() {
		take("card-nothing-known", ColorScheme.DARK, List.of(this.maker.make(EVERYTHING, "dark", "wide"),
				this.maker.make("[\"title\"]", "dark", "compact")));
	}

	private List<String> cardsOf(String theme) {
		return cardsWhile(Playable.track().withProgress(Duration.ofSeconds(83)), theme);
	}

	private List<String> cardsWhile(Playable playable, String theme) {
		String usual = this.maker.make("[\"state\",\"title\",\"creators\",\"cover\"]", theme, "wide");
		String everything = this.maker.make(EVERYTHING, theme, "wide");
		String compact = this.maker.make("[\"state\",\"title\",\"creators\",\"cover\",\"progress\"]", theme, "compact");
		String title = this.maker.make("[\"title\",\"creators\"]", theme, "compact");
		this.maker.play(SimulatedUser.ALICE, playable);
		return List.of(usual, everything, compact, title);
	}

	private void take(String name, ColorScheme colors, List<String> cards) {
		Browser.NewContextOptions options = new Browser.NewContextOptions().setViewportSize(560, 640)
			.setColorScheme(colors)
			.setDeviceScaleFactor(2);
		try (Visitor visitor = new Visitor(this.gateway, this.chromium, options)) {
			String ground = (colors == ColorScheme.DARK) ? "#0d1117" : "#ffffff";
			visitor.page()
				.setContent(cards.stream()
					.map((card) -> "<p><img src=\"" + card + "\"></p>")
					.collect(Collectors.joining("", "<body style=\"margin:24px;background:" + ground + "\">", "")));
			visitor.page().waitForFunction(DRAWN);
			Path file = DIRECTORY.resolve(name + ".png");
			visitor.page().screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
			assertThat(file).isNotEmptyFile();
		}
	}

}
