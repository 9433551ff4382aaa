package io.github.spotifygateway.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.BoundingBox;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the page follows what is playing. The clock of the page is in the test's hand.
 */
@RequiresChromium
class NowPlayingBrowserTests {

	private static final String CURRENTLY_PLAYING = "/v1/me/player/currently-playing";

	private static final Duration SHORT = Duration.ofSeconds(20);

	private static final List<String> PARTS = List.of("#now-playing", "#cover-link", ".stage-state", "#title",
			"#creators", "#timeline", ".controls", ".stage-foot", ".cards");

	private final Gateway gateway = Gateway.shared();

	private final SimulatedPlayer player = this.gateway.spotify().player(SimulatedUser.ALICE);

	private final Visitor visitor;

	NowPlayingBrowserTests(Browser chromium) {
		this.visitor = new Visitor(this.gateway, chromium);
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
		this.visitor.installClock();
	}

	@AfterEach
	void leave() {
		this.visitor.close();
	}

	@ParameterizedTest
	@EnumSource
	void everyShapeHasItsWords(Shape shape) {
		shape.playTo(this.player);
		this.visitor.signIn(SimulatedUser.ALICE);
		shape.assertShownTo(this.visitor);
	}

	@ParameterizedTest
	@ValueSource(ints = { 320, 768, 1200 })
	void heroStaysWhereItIsWhateverPlays(int width) {
		this.visitor.page().setViewportSize(width, 900);
		this.player.plays(Playable.track());
		this.visitor.signIn(SimulatedUser.ALICE);
		assertThat(this.visitor.at(".card:visible")).hasCount(4);
		Map<String, List<Double>> places = places();
		for (Shape shape : Shape.values()) {
			shape.playTo(this.player);
			shape.assertShownTo(this.visitor);
			assertThat(places()).as("places while playing %s", shape).isEqualTo(places);
		}
	}

	@Test
	void pageFollowsWithoutReload() {
		this.player.plays(Playable.track());
		this.visitor.signIn(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasTitle("Glass Harbour, The Paper Lanterns · spotify-gateway");
		this.player.plays(Playable.track().named("Salt Letters"));
		assertThat(this.visitor.at("#title")).hasText("Salt Letters");
		assertThat(this.visitor.page()).hasTitle("Salt Letters, The Paper Lanterns · spotify-gateway");
		assertThat(this.visitor.at("#announcer")).hasText("Salt Letters, The Paper Lanterns");
	}

	@Test
	void positionMovesBetweenEvents() {
		this.player.plays(Playable.track().moving());
		this.visitor.signIn(SimulatedUser.ALICE);
		double before = position();
		this.visitor.page().clock().runFor(3000);
		assertThat(position() - before).isGreaterThanOrEqualTo(2500);
	}

	@Test
	void pausedPositionStands() {
		this.player.plays(Playable.pausedTrack());
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.page().clock().runFor(3000);
		assertThat(position()).isEqualTo(83_250);
		assertThat(this.visitor.at("#elapsed")).hasText("1:23");
	}

	@Test
	void titleThatIsMarkupIsOnlyText() {
		this.player.plays(Playable.track().named("<img src=x onerror=alert(1)>"));
		this.visitor.signIn(SimulatedUser.ALICE);
		assertThat(this.visitor.at("#title")).hasText("<img src=x onerror=alert(1)>");
		assertThat(this.visitor.at("#title img")).hasCount(0);
	}

	@Test
	void errorOfSpotifyIsSaidQuietlyAndGoesAwayByItself() {
		this.player.plays(Playable.track());
		this.visitor.signIn(SimulatedUser.ALICE);
		this.gateway.spotify().on(CURRENTLY_PLAYING).always(Fault.status(503));
		assertThat(this.visitor.at("#stage-notice .notice-title")).hasText("Spotify unavailable");
		assertThat(this.visitor.at("#stage-notice")).hasAttribute("aria-live", "polite");
		assertThat(this.visitor.at("#title")).hasText("Glass Harbour");
		assertThat(this.visitor.at("#state-label")).containsText("As of");
		this.gateway.spotify().on(CURRENTLY_PLAYING).never();
		assertThat(this.visitor.at("#stage-notice")).isEmpty();
		assertThat(this.visitor.at("#state-label")).isEmpty();
		assertThat(this.visitor.at("#now-playing")).hasAttribute("data-stale", "false");
	}

	@Test
	void errorAtTheFirstCallIsSaidToo() {
		this.player.playsNothing();
		this.gateway.spotify().on(CURRENTLY_PLAYING).always(Fault.status(503));
		this.visitor.open();
		this.visitor.at("#sign-in").click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.at("#stage-notice .notice-title")).hasText("Spotify unavailable");
		assertThat(this.visitor.at("#title")).hasText("Nothing to show yet");
		assertThat(this.visitor.at("#profile-name")).hasText("Alice Liddell");
		this.player.plays(Playable.track());
		this.gateway.spotify().on(CURRENTLY_PLAYING).never();
		assertThat(this.visitor.at("#title")).hasText("Glass Harbour");
		assertThat(this.visitor.at("#stage-notice")).isEmpty();
	}

	@Test
	void endedGrantOffersRenewalThatWorks() {
		this.player.plays(Playable.track());
		this.gateway.spotify().accessTokenLifetime(SHORT);
		this.visitor.signIn(SimulatedUser.ALICE);
		this.gateway.spotify().revoke(SimulatedUser.ALICE);
		Locator renew = this.visitor.at("#stage-notice a");
		assertThat(renew).hasText("Renew access at Spotify");
		renew.click();
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(this.visitor.home());
		assertThat(this.visitor.at("#title")).hasText("Glass Harbour");
		assertThat(this.visitor.at("#stage-notice")).isEmpty();
	}

	private double position() {
		return ((Number) this.visitor.at("#progress").evaluate("(bar) => bar.valueAsNumber")).doubleValue();
	}

	private Map<String, List<Double>> places() {
		return PARTS.stream().collect(Collectors.toMap((part) -> part, (part) -> place(this.visitor.at(part))));
	}

	private static List<Double> place(Locator part) {
		BoundingBox box = part.boundingBox();
		if (box == null) {
			return List.of();
		}
		// a title has the height of its text; what matters is what stands around it
		boolean title = "title".equals(part.getAttribute("id"));
		return title ? List.of(box.x, box.y) : List.of(box.x, box.y, box.width, box.height);
	}

	/**
	 * What Spotify can play, and what the page says then.
	 */
	enum Shape {

		TRACK("playing", "Now playing", "Glass Harbour", "The Paper Lanterns", "Tidal Postcards", true, true,
				(player) -> player.plays(Playable.track())),

		EPISODE("playing", "Now playing", "The Lighthouse That Hummed", "Attic & Daughters", "Signals from the Attic",
				true, true, (player) -> player.plays(Playable.episode())),

		LOCAL("playing", "Now playing", "Rehearsal, take 4", "Nora & the Kettles", "Cellar Tapes", false, true,
				(player) -> player.plays(Playable.localFile())),

		AD("playing", "Now playing", "Advertisement", "", "The music comes back by itself.", false, false,
				(player) -> player.plays(Playable.advertisement())),

		UNKNOWN("playing", "Now playing", "Something is playing", "", "Spotify does not say what it is.", false, false,
				(player) -> player.plays(Playable.unknown())),

		PAUSED("paused", "Paused", "Glass Harbour", "The Paper Lanterns", "Tidal Postcards", true, true,
				(player) -> player.plays(Playable.pausedTrack())),

		NOTHING("idle", "Now playing", "Nothing is playing", "",
				"Start something in Spotify, and it appears here within seconds. A private session stays hidden.",
				false, false, SimulatedPlayer::playsNothing);

		private final String state;

		private final String heading;

		private final String title;

		private final String creators;

		private final String collection;

		private final boolean linked;

		private final boolean timed;

		private final Consumer<SimulatedPlayer> playedBy;

		Shape(String state, String heading, String title, String creators, String collection, boolean linked,
				boolean timed, Consumer<SimulatedPlayer> playedBy) {
			this.state = state;
			this.heading = heading;
			this.title = title;
			this.creators = creators;
			this.collection = collection;
			this.linked = linked;
			this.timed = timed;
			this.playedBy = playedBy;
		}

		void playTo(SimulatedPlayer player) {
			this.playedBy.accept(player);
		}

		String title() {
			return this.title;
		}

		private void assertShownTo(Visitor visitor) {
			assertThat(visitor.at("#now-playing")).hasAttribute("data-state", this.state);
			assertThat(visitor.at("#now-playing-heading")).hasText(this.heading);
			assertThat(visitor.at("#title")).hasText(this.title);
			assertThat(visitor.at("#creators")).hasText(this.creators);
			assertThat(visitor.at("#collection")).hasText(this.collection);
			assertThat(visitor.at("#cover")).isVisible(visible(this.linked));
			assertThat(visitor.at("#listen")).isVisible(visible(this.linked));
			assertThat(visitor.at("#timeline")).hasAttribute("data-known", Boolean.toString(this.timed));
		}

		private static IsVisibleOptions visible(boolean visible) {
			return new IsVisibleOptions().setVisible(visible);
		}

	}

}
