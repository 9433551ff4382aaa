package io.github.spotifygateway.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.SimulatedUser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Someone with a browser of their own who uses the page as people do: by clicking.
 */
final class Visitor implements AutoCloseable {

	private final Gateway gateway;

	private final BrowserContext context;

	private final Page page;

	Visitor(Gateway gateway, Browser chromium) {
		this(gateway, chromium, new Browser.NewContextOptions());
	}

	Visitor(Gateway gateway, Browser chromium, Browser.NewContextOptions options) {
		this.gateway = gateway;
		this.context = chromium.newContext(options.setLocale("en-GB").setTimezoneId("Europe/London"));
		this.page = this.context.newPage();
	}

	BrowserContext context() {
		return this.context;
	}

	Page page() {
		return this.page;
	}

	/**
	 * The page's address.
	 */
	String home() {
		return this.gateway.url() + "/";
	}

	Locator at(String selector) {
		return this.page.locator(selector);
	}

	void open() {
		this.page.navigate(home());
	}

	/**
	 * Open the page, sign in there and see everything.
	 */
	void signIn(SimulatedUser user) {
		open();
		assertThat(at("#sign-in")).isVisible();
		at("#sign-in").click();
		agree(user);
		seeEverything();
	}

	/**
	 * Wait for everything that a signed-in user sees.
	 */
	void seeEverything() {
		assertThat(at("#now-playing")).not().hasAttribute("data-state", "loading");
		assertThat(at("#profile")).isVisible();
		assertThat(at("#email")).not().isEmpty();
		assertThat(at("#connection")).isVisible();
		assertThat(at("#no-tokens, #token-list li").locator("visible=true")).not().hasCount(0);
		assertThat(at("#no-cards, #card-list li").locator("visible=true")).not().hasCount(0);
	}

	/**
	 * The same, with scopes more than a login asks for.
	 * @param scopes what is to be granted besides
	 */
	void signIn(SimulatedUser user, String... scopes) {
		signInFor("/", user, scopes);
		assertThat(at("#profile")).isVisible();
		assertThat(at("#email")).not().isEmpty();
		assertThat(at("#connection")).isVisible();
	}

	/**
	 * Sign in on the way to a form of the page and wait until it says what plays.
	 * @param path such as {@code /?view=overlay}
	 * @param scopes what is to be granted besides
	 */
	void signInFor(String path, SimulatedUser user, String... scopes) {
		logInFor(path, user, scopes);
		assertThat(at("#now-playing")).not().hasAttribute("data-state", "loading");
	}

	/**
	 * The same without waiting for what plays.
	 */
	void logInFor(String path, SimulatedUser user, String... scopes) {
		String wanted = (scopes.length > 0) ? "&scope=" + String.join(",", scopes) : "";
		this.page.navigate(home() + "oauth2/authorization/spotify?return_to=" + path.replace("?", "%3F") + wanted);
		agree(user);
		// without a session, a second round asks for everything that was granted before
		if (this.page.url().startsWith(this.gateway.spotify().accountsUrl().toString())) {
			agree(user);
		}
		assertThat(this.page).hasURL(this.gateway.url() + path);
	}

	/**
	 * Agree on the simulated Spotify's consent page.
	 */
	void agree(SimulatedUser user) {
		at("#user-" + user.id()).check();
		at("#agree").click();
	}

	/**
	 * Create an API token.
	 * @return its secret
	 */
	String mintToken(String name) {
		at("#token-name").fill(name);
		at("#create-token").click();
		assertThat(at("#new-token-panel")).isVisible();
		return at("#new-token").textContent();
	}

	/**
	 * Create a share card.
	 * @return the address of its picture
	 */
	String makeCard(String name) {
		at("#card-name").fill(name);
		at("#create-card").click();
		assertThat(at("#new-card-panel")).isVisible();
		return at("#card-address").textContent();
	}

	/**
	 * Take the clock of the page into hand. Must come before the page is opened.
	 */
	void installClock() {
		this.page.clock().install();
	}

	/**
	 * Look at another tab.
	 */
	void goAway() {
		this.page.evaluate("""
				() => {
					Object.defineProperty(document, "hidden", { get: () => window.away, configurable: true });
					window.away = true;
					document.dispatchEvent(new Event("visibilitychange"));
				}""");
	}

	/**
	 * Look at the page again.
	 */
	void comeBack() {
		this.page.evaluate("() => { window.away = false; document.dispatchEvent(new Event('visibilitychange')); }");
	}

	/**
	 * Wait until the browser has drawn what changed.
	 */
	void nextFrames() {
		this.page.evaluate(
				"() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(drawn))))");
	}

	@Override
	public void close() {
		this.context.close();
	}

}
