package io.github.spotifygateway.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a visitor of the page can do: sign in, make and revoke tokens, sign out and
 * disconnect.
 */
@RequiresChromium
class PageBrowserTests {

	private static final Pattern DAY = Pattern.compile("\\d{1,2} [A-Z][a-z]+ \\d{4}");

	private static final String EVENTS = "/api/me/now-playing/events";

	private final Gateway gateway = Gateway.shared();

	private final Visitor visitor;

	PageBrowserTests(Browser chromium) {
		this.visitor = new Visitor(this.gateway, chromium);
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track());
	}

	@AfterEach
	void leave() {
		this.visitor.close();
	}

	@Test
	void visitorSignsInByClickingAndSeesEverything() {
		this.visitor.open();
		assertThat(this.visitor.at("#signed-in")).isHidden();
		this.visitor.at("#sign-in").click();
		assertThat(this.visitor.page()).hasTitle("Simulated Spotify: sign in");
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(this.visitor.home());
		assertThat(this.visitor.at("#signed-out")).isHidden();
		assertThat(this.visitor.at("#title")).hasText("Glass Harbour");
		assertThat(this.visitor.at("#creators")).hasText("The Paper Lanterns");
		assertThat(this.visitor.at("#elapsed")).hasText(Pattern.compile("1:\\d\\d"));
		assertThat(this.visitor.at("#duration")).hasText("3:34");
		assertThat(this.visitor.at("#progress")).hasAttribute("aria-valuetext", Pattern.compile("1:\\d\\d of 3:34"));
		assertThat(this.visitor.at("#profile-name")).hasText("Alice Liddell");
		assertThat(this.visitor.at("#picture")).isVisible();
		assertThat(this.visitor.at("#profile-facts dd")).hasText(new String[] { "alice", "Premium", "United Kingdom" });
		assertThat(this.visitor.at("#email")).hasText("alice@example.com");
		assertThat(this.visitor.at("#scopes code"))
			.hasText(new String[] { "user-read-currently-playing", "user-read-email", "user-read-private" });
		assertThat(this.visitor.at("#authorized-at")).hasText(DAY);
		assertThat(this.visitor.at("#reauthorize-by")).hasText(DAY);
		assertThat(this.visitor.at("#days-left")).hasText(Pattern.compile("\\(1\\d\\d days left\\)"));
		assertThat(this.visitor.at("#renew")).isHidden();
		assertThat(this.visitor.at("#no-tokens")).isVisible();
		assertThat(this.visitor.at(".notice:visible")).hasCount(0);
		assertThat(this.visitor.page()).hasURL(this.visitor.home());
	}

	@Test
	void userWithoutNameAndPictureIsShownById() {
		this.visitor.signIn(SimulatedUser.BOB);
		assertThat(this.visitor.at("#profile-name")).hasText("bob");
		assertThat(this.visitor.at("#initials")).hasText("B");
		assertThat(this.visitor.at("#picture")).isHidden();
	}

	@Test
	void grantThatEndsWithinAMonthIsRenewedByOneClick() {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.gateway.database()
			.sql("update connection set reauthorize_by = current_timestamp + interval '20' day + interval '1' hour")
			.update();
		this.visitor.open();
		assertThat(this.visitor.at("#days-left")).hasText("(20 days left)");
		this.visitor.at("#renew").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(this.visitor.home());
		assertThat(this.visitor.at("#days-left")).hasText(Pattern.compile("\\(1\\d\\d days left\\)"));
		assertThat(this.visitor.at("#renew")).isHidden();
	}

	@Test
	void missingEmailScopeIsExplained() {
		this.gateway.spotify().grantOnly("user-read-currently-playing");
		this.visitor.signIn(SimulatedUser.BOB);
		assertThat(this.visitor.at("#email")).hasText("Not available.");
		assertThat(this.visitor.at("#email-note")).hasText("You have not allowed this gateway to read it.");
	}

	@Test
	void cancelledLoginEndsOnPageThatSaysSoAndLetsVisitorTryAgain() {
		this.visitor.open();
		this.visitor.at("#sign-in").click();
		this.visitor.at("#cancel").click();
		assertThat(this.visitor.at("h1")).hasText("You did not agree");
		assertThat(this.visitor.at("main")).containsText("nothing was stored");
		assertThat(this.visitor.page()).hasURL(this.visitor.home() + "login/failed/access_denied");
		this.visitor.at("main .button.primary").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(this.visitor.home());
		assertThat(this.visitor.at("#profile-name")).hasText("Alice Liddell");
	}

	@Test
	void failedLoginLeadsBackToStartPage() {
		this.visitor.page().navigate(this.visitor.home() + "login/failed/access_denied");
		this.visitor.at("main .button:not(.primary)").click();
		assertThat(this.visitor.page()).hasURL(this.visitor.home());
		assertThat(this.visitor.at("#sign-in")).isVisible();
	}

	@Test
	void localhostLeadsToPublicAddressWithoutCookieOnTheWay() {
		this.visitor.page().navigate("http://localhost:" + this.gateway.url().getPort() + "/");
		assertThat(this.visitor.page()).hasURL(this.visitor.home());
		this.visitor.at("#sign-in").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.at("#profile-name")).hasText("Alice Liddell");
		assertThat(this.visitor.context().cookies()).isNotEmpty()
			.allSatisfy((cookie) -> assertThat(cookie.domain).isEqualTo("127.0.0.1"));
	}

	@Test
	void mintedTokenAnswersCurlUntilItIsRevoked(@TempDir Path home) {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.mintToken("laptop");
		String line = this.visitor.at("#curl-line").textContent();
		String stdinLine = this.visitor.at("#curl-stdin-line").textContent();
		String token = this.visitor.at("#new-token").textContent();
		Curl curl = new Curl(home);
		assertThat(curl.run(line, "")).contains("\"title\":\"Glass Harbour\"").endsWith("\n200 application/json");
		assertThat(stdinLine).doesNotContain(token);
		assertThat(curl.run(stdinLine, token + "\n")).endsWith("\n200 application/json");
		this.visitor.at("#token-list button").click();
		assertThat(this.visitor.at("#no-tokens")).isVisible();
		assertThat(curl.run(line, "")).contains("invalid-token").contains("\n401 application/problem+json");
	}

	@Test
	void curlLineIsOneThatTheTokenMayRun(@TempDir Path home) {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.at("#scope-read").uncheck();
		this.visitor.at("#scope-raw").check();
		this.visitor.mintToken("everything");
		assertThat(new Curl(home).run(this.visitor.at("#curl-line").textContent(), "")).contains("Alice Liddell");
		this.visitor.at("#scope-read").uncheck();
		this.visitor.at("#scope-player").check();
		this.visitor.mintToken("buttons");
		assertThat(this.visitor.at("#new-token")).isVisible();
		assertThat(this.visitor.at("#curl-line")).isHidden();
	}

	@Test
	void tokenDoesWhatItsOwnerChooses() {
		this.visitor.signIn(SimulatedUser.ALICE);
		assertThat(this.visitor.at("#token-scopes label code"))
			.hasText(new String[] { "read", "player", "library", "playlists", "raw" });
		assertThat(this.visitor.at("#token-scopes input:checked")).hasValue("read");
		this.visitor.at("#scope-read").uncheck();
		this.visitor.at("#scope-player").check();
		this.visitor.at("#scope-raw").check();
		String token = this.visitor.mintToken("remote");
		assertThat(this.visitor.at(".token-use")).hasText("player, raw · never used");
		assertThat(nowPlaying(token).status()).isEqualTo(403);
		assertThat(this.visitor.at("#token-scopes input:checked")).hasValue("read");
	}

	@Test
	void tokenThatMayDoNothingIsNotMade() {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.at("#scope-read").uncheck();
		this.visitor.at("#token-name").fill("laptop");
		this.visitor.at("#create-token").click();
		assertThat(this.visitor.at("#create-notice")).containsText("read, player, library, playlists, raw");
		assertThat(this.visitor.at("#no-tokens")).isVisible();
	}

	@Test
	void listSaysWhenATokenWasLastUsed() {
		this.visitor.signIn(SimulatedUser.ALICE);
		assertThat(nowPlaying(this.visitor.mintToken("laptop")).status()).isEqualTo(200);
		this.visitor.page().reload();
		assertThat(this.visitor.at(".token-use"))
			.hasText(Pattern.compile("read · last used " + DAY + ", \\d\\d:\\d\\d"));
	}

	@Test
	void allTokensAreRevokedByOneClick() {
		this.visitor.signIn(SimulatedUser.ALICE);
		String token = this.visitor.mintToken("laptop");
		assertThat(this.visitor.at("#token-list li")).hasCount(1);
		assertThat(this.visitor.at("#revoke-all")).isHidden();
		this.visitor.mintToken("phone");
		this.visitor.at("#revoke-all").click();
		assertThat(this.visitor.at("#no-tokens")).isVisible();
		assertThat(this.visitor.at("#revoke-all")).isHidden();
		assertThat(nowPlaying(token).status()).isEqualTo(401);
	}

	@Test
	void secretIsGoneAfterReload() {
		this.visitor.signIn(SimulatedUser.ALICE);
		String token = this.visitor.mintToken("laptop");
		assertThat(this.visitor.page().content()).contains(token);
		this.visitor.page().reload();
		assertThat(this.visitor.at(".token-name")).hasText("laptop");
		assertThat(this.visitor.at("#new-token-panel")).isHidden();
		assertThat(this.visitor.page().content()).doesNotContain(token);
	}

	@Test
	void secretIsGoneWhenHidden() {
		this.visitor.signIn(SimulatedUser.ALICE);
		String token = this.visitor.mintToken("laptop");
		this.visitor.at("#forget-token").click();
		assertThat(this.visitor.at("#new-token-panel")).isHidden();
		assertThat(this.visitor.at("#token-name")).isFocused();
		assertThat(this.visitor.page().content()).doesNotContain(token);
	}

	@Test
	void secretIsGoneAfterComingBackThroughHistory() {
		this.visitor.signIn(SimulatedUser.ALICE);
		String token = this.visitor.mintToken("laptop");
		this.visitor.page().navigate(this.visitor.home() + "login/failed/access_denied");
		this.visitor.page().goBack();
		assertThat(this.visitor.at(".token-name")).hasText("laptop");
		assertThat(this.visitor.page().content()).doesNotContain(token);
	}

	@Test
	void signedOutVisitorSeesStartPageAndMayCallNothing() {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.at("#sign-out").click();
		assertThat(this.visitor.at("#sign-in")).isVisible();
		assertThat(this.visitor.at("#signed-in")).isHidden();
		assertThat(this.visitor.at("#sign-out")).isHidden();
		assertThat(this.visitor.page().request().get(this.visitor.home() + "api/me").status()).isEqualTo(401);
	}

	@Test
	void sessionThatEndedInAnotherTabShowsStartPage() {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.goAway();
		Page other = this.visitor.context().newPage();
		other.navigate(this.visitor.home());
		other.locator("#sign-out").click();
		assertThat(other.locator("#sign-in")).isVisible();
		this.visitor.comeBack();
		assertThat(this.visitor.at("#sign-in")).isVisible();
		assertThat(this.visitor.at("#signed-in")).isHidden();
	}

	@Test
	void sessionIsLookedAfterWhileThePageIsOpen() {
		this.visitor.installClock();
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.page()
			.waitForRequest("**/api/me/connection", () -> this.visitor.page().clock().fastForward("10:01"));
		this.visitor.context().clearCookies();
		this.visitor.page().clock().fastForward("10:01");
		assertThat(this.visitor.at("#sign-in")).isVisible();
	}

	@Test
	void disconnectingIsAskedForFirstAndCanBeLeftAlone() {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.at("#disconnect").click();
		assertThat(this.visitor.at("#disconnect-dialog")).isVisible();
		this.visitor.at("#disconnect-cancel").click();
		assertThat(this.visitor.at("#disconnect-dialog")).isHidden();
		this.visitor.page().reload();
		assertThat(this.visitor.at("#profile-name")).hasText("Alice Liddell");
	}

	@Test
	void disconnectedVisitorIsSignedOutAndTokensAreGone() {
		this.visitor.signIn(SimulatedUser.ALICE);
		String token = this.visitor.mintToken("laptop");
		assertThat(nowPlaying(token).status()).isEqualTo(200);
		this.visitor.at("#disconnect").click();
		this.visitor.at("#disconnect-confirm").click();
		assertThat(this.visitor.at("#sign-in")).isVisible();
		assertThat(this.visitor.at("#disconnect-dialog")).isHidden();
		assertThat(nowPlaying(token).status()).isEqualTo(401);
		this.visitor.signIn(SimulatedUser.ALICE);
		assertThat(this.visitor.at("#no-tokens")).isVisible();
	}

	@Test
	void pageStopsFollowingBeforeItDisconnects() {
		this.visitor.signIn(SimulatedUser.ALICE);
		List<Request> ended = new ArrayList<>();
		List<Route> held = new ArrayList<>();
		this.visitor.page().onRequestFailed(ended::add);
		this.visitor.page().route("**/api/me/connection", held::add);
		this.visitor.at("#disconnect").click();
		this.visitor.at("#disconnect-confirm").click();
		this.visitor.page().waitForCondition(() -> !held.isEmpty() && !ended.isEmpty());
		assertThat(ended).extracting(Request::url).containsExactly(this.gateway.url() + EVENTS);
		held.get(0).resume();
		assertThat(this.visitor.at("#sign-in")).isVisible();
	}

	@Test
	void pageFollowsOnWhenSigningOutFails() {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.page().route("**/logout", Route::abort);
		Request followed = this.visitor.page()
			.waitForRequest("**" + EVENTS, () -> this.visitor.at("#sign-out").click());
		assertThat(followed.method()).isEqualTo("GET");
		this.gateway.spotify().player(SimulatedUser.ALICE).plays(Playable.track().named("Salt Letters"));
		assertThat(this.visitor.at("#now-playing")).containsText("Salt Letters");
		// what is playing says nothing of that
		assertThat(this.visitor.at("#alert .notice-title")).hasText("The gateway does not answer");
	}

	private APIResponse nowPlaying(String token) {
		return this.visitor.page()
			.request()
			.get(this.visitor.home() + "api/me/now-playing",
					RequestOptions.create().setHeader("Authorization", "Bearer " + token));
	}

}
