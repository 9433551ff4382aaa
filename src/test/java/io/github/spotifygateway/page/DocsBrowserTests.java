package io.github.spotifygateway.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.github.spotifygateway.docs.OpenApiFile;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a reader finds a call, understands it, and asks for what it needs.
 */
@RequiresChromium
class DocsBrowserTests {

	private static final Pattern CALLS = Pattern.compile("\\d+ of \\d+ calls");

	private final Gateway gateway = Gateway.shared();

	private final Browser chromium;

	private final Visitor visitor;

	DocsBrowserTests(Browser chromium) {
		this.chromium = chromium;
		this.visitor = new Visitor(this.gateway, chromium);
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
	}

	@AfterEach
	void leave() {
		this.visitor.close();
	}

	@Test
	void readerFindsACallByAnyWordOfIt() {
		open("");
		assertThat(this.visitor.at(".operation:visible")).not().hasCount(0);
		this.visitor.at("#search").fill("get user-top-read artists");
		assertThat(this.visitor.at("#found")).hasText(CALLS);
		assertThat(this.visitor.at(".operation:visible summary"))
			.hasText(new String[] { "GET /api/me/top/artists Whom the caller listens to most",
					"GET /v1/me/top/artists Get users top artists" });
		this.visitor.at("#search").fill("no such call");
		assertThat(this.visitor.at(".docs-group:visible")).hasCount(0);
	}

	@Test
	void callSaysWhoMayMakeItWhatItTakesAndAnswers() {
		open("?operation=listRecentlyPlayed");
		assertThat(this.visitor.at("#call-listRecentlyPlayed summary")).isFocused();
		assertThat(fact("Who may call").locator("li"))
			.hasText(new String[] { "an API token with read", "a company's token with read", "a signed-in browser" });
		assertThat(fact("Spotify's scopes")).containsText("Needs user-read-recently-played.");
		assertThat(fact("Takes")).containsText("limit query How many items at most. From 1 to 50. 20 when left out.");
		assertThat(fact("Answers")).containsText("playedAt string or null (date-time)");
		assertThat(fact("With curl")).hasText("printf 'Authorization: Bearer %s\\n' \"$TOKEN\" | curl -H @- \""
				+ this.gateway.url() + "/api/me/recently-played\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			get-several-chapters | The query as in Spotify's reference.
			skip-users-playback-to-next-track | Query and body as in Spotify's reference.
			search | q query, required
			getQueue | Nothing
			""")
	void callClaimsToTakeNothingOnlyWhereThatIsSo(String operation, String takes) {
		open("?operation=" + operation);
		assertThat(fact("Takes")).containsText(takes);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			search | curl -H @- "HOME/v1/search" -G --data-urlencode "q=${Q:?}" --data-urlencode "type=${TYPE:?}"
			add-to-queue | curl -X POST -H @- "HOME/v1/me/player/queue" -G --data-urlencode "uri=${URI:?}"
			get-playlist | curl -H @- "HOME/v1/playlists/${PLAYLIST_ID:?}"
			followNowPlaying | curl -N -H @- "HOME/api/me/now-playing/events"
			""")
	void curlLineHasWhatTheCallNeeds(String operation, String line) {
		open("?operation=" + operation);
		assertThat(fact("With curl")).hasText("printf 'Authorization: Bearer %s\\n' \"$TOKEN\" | " + here(line));
	}

	@Test
	void curlLineOfACallForACompanysUsersHasItsBody() throws IOException {
		Path everything = Path.of("target", "journeys", "docs-page.json");
		OpenApiFile.main(new String[] { everything.toString(), this.gateway.url().toString() });
		this.visitor.page()
			.route("**/docs/openapi.json", (route) -> route.fulfill(new Route.FulfillOptions().setPath(everything)));
		open("?operation=confirmLink");
		assertThat(fact("With curl"))
			.containsText("-d \"{\\\"code\\\":\\\"${CODE:?}\\\"}\" \"" + this.gateway.url() + "/api/me/connection\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					getCardPicture | curl "HOME/cards/${SECRET:?}.svg"
					beginDeviceLogin | curl -d "client_name=my-server" -d "scope=read" "HOME/api/device"
					redeemDeviceCode | curl -d "grant_type=urn:ietf:params:oauth:grant-type:device_code" -d "device_code=${DEVICE_CODE:?}" "HOME/api/device/token"
					revokeToken | Not with a token: this is for a signed-in browser.
					""")
	void curlLineHasNoTokenWhereNoneIsTaken(String operation, String line) {
		open("?operation=" + operation);
		assertThat(fact("With curl")).hasText(here(line));
	}

	@Test
	void readerLearnsWhereTheTokenOfTheCurlLinesComesFrom() {
		open("");
		assertThat(this.visitor.at("#curl-note")).containsText("$TOKEN");
		this.visitor.at("#curl-note a").click();
		assertThat(this.visitor.page()).hasURL(this.visitor.home());
	}

	@Test
	void memberThatMayBeMissingIsCalledOptional() {
		open("?operation=getConnection");
		assertThat(fact("Answers")).containsText("linkUrl string (uri), optional");
	}

	@Test
	void callThatNeedsNoScopeTellsOfNoneThatIsAllowed() {
		this.visitor.signIn(SimulatedUser.ALICE);
		open("?operation=get-an-album");
		assertThat(fact("Spotify's scopes")).hasText("Needs none.");
	}

	@Test
	void readerAllowsWhatACallNeedsAndComesBackToIt() {
		this.visitor.signIn(SimulatedUser.ALICE);
		open("?operation=get-users-saved-albums");
		fact("Spotify's scopes").locator("a").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(this.visitor.home() + "docs?operation=get-users-saved-albums");
		assertThat(fact("Spotify's scopes")).containsText("You have allowed this.");
		assertThat(this.visitor.page().evaluate("async () => (await fetch('v1/me/albums')).status")).isEqualTo(200);
	}

	@Test
	void readerWhoIsNotSignedInDoesBothAtOnce() {
		open("?operation=getQueue");
		assertThat(this.visitor.at("#sign-in")).isVisible();
		fact("Spotify's scopes").locator("a").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(this.visitor.home() + "docs?operation=getQueue");
		assertThat(this.visitor.at("#sign-in")).isHidden();
		assertThat(fact("Spotify's scopes")).containsText("You have allowed this.");
	}

	@ParameterizedTest
	@EnumSource(names = { "LIGHT", "DARK" })
	void pageIsAccessible(ColorScheme scheme) throws IOException {
		try (Visitor reader = new Visitor(this.gateway, this.chromium,
				new Browser.NewContextOptions().setColorScheme(scheme).setBypassCSP(true))) {
			reader.page().navigate(reader.home() + "docs?operation=getNowPlaying");
			assertThat(reader.at("#docs")).isVisible();
			assertThat(Axe.complaints(reader)).isEmpty();
			Path file = Path.of("target", "screenshots", "docs-" + scheme.name().toLowerCase() + ".png");
			reader.page().screenshot(new Page.ScreenshotOptions().setPath(file));
		}
	}

	private void open(String query) {
		this.visitor.page().navigate(this.visitor.home() + "docs" + query);
		assertThat(this.visitor.at("#docs")).isVisible();
	}

	private String here(String line) {
		return line.replace("HOME", this.gateway.url().toString());
	}

	private Locator fact(String name) {
		return this.visitor.at("details[open] .facts > div")
			.filter(new Locator.FilterOptions().setHasText(name))
			.locator("dd");
	}

}
