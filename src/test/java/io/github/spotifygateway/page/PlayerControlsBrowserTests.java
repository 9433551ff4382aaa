package io.github.spotifygateway.page;

import java.time.Duration;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.github.spotifygateway.journey.Gateway;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a visitor commands the player: with buttons, sliders and keys, and not before
 * Spotify was told that this is allowed.
 */
@RequiresChromium
class PlayerControlsBrowserTests {

	private static final String[] CONTROL = { "user-modify-playback-state", "user-read-playback-state" };

	private static final String PLAYER = "/v1/me/player/";

	private final Gateway gateway = Gateway.shared();

	private final SimulatedPlayer player = this.gateway.spotify().player(SimulatedUser.ALICE);

	private final Browser chromium;

	private final Visitor visitor;

	PlayerControlsBrowserTests(Browser chromium) {
		this.chromium = chromium;
		this.visitor = new Visitor(this.gateway, chromium);
	}

	@BeforeEach
	void prepare() {
		this.gateway.database().sql("delete from connection").update();
		this.player.plays(Playable.track(), Playable.episode());
	}

	@AfterEach
	void leave() {
		this.visitor.close();
	}

	@Test
	void playAndPauseReachThePlayer() {
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		Locator play = this.visitor.at("#play");
		assertThat(play).hasAttribute("aria-label", "Pause");
		play.click();
		assertThat(arrived("pause", 1)).singleElement().satisfies((request) -> isWithMethod(request, "PUT"));
		assertThat(this.visitor.at("#now-playing-heading")).hasText("Paused");
		assertThat(play).hasAttribute("aria-label", "Play");
		play.click();
		assertThat(arrived("play", 1)).singleElement().satisfies((request) -> isWithMethod(request, "PUT"));
		assertThat(this.visitor.at("#now-playing-heading")).hasText("Now playing");
	}

	@Test
	void nextAndPreviousReachThePlayer() {
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		this.visitor.at("#next").click();
		assertThat(arrived("next", 1)).singleElement().satisfies((request) -> isWithMethod(request, "POST"));
		assertThat(this.visitor.at("#title")).hasText("The Lighthouse That Hummed");
		this.visitor.at("#previous").click();
		assertThat(arrived("previous", 1)).singleElement().satisfies((request) -> isWithMethod(request, "POST"));
		assertThat(this.visitor.at("#title")).hasText("Glass Harbour");
	}

	@Test
	void positionGoesWhereTheSliderIsLetGo() {
		this.player.plays(Playable.pausedTrack());
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		this.visitor.at("#progress").fill("107000");
		assertThat(this.visitor.at("#elapsed")).hasText("1:47");
		assertThat(arrived("seek", 1)).singleElement()
			.satisfies((request) -> assertThat(request.query()).contains("position_ms=107000"));
		assertThat(this.visitor.at("#elapsed")).hasText("1:47");
	}

	@Test
	void onlyTheLastOfManySmallStepsIsSent() {
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		assertThat(this.visitor.at("#volume")).hasValue("42");
		this.visitor.at("#volume").focus();
		for (int step = 0; step < 5; step++) {
			this.visitor.page().keyboard().press("ArrowRight");
		}
		assertThat(arrived("volume", 1)).singleElement()
			.satisfies((request) -> assertThat(request.query()).contains("volume_percent=47"));
		assertThat(this.visitor.at("#volume")).hasValue("47");
	}

	@Test
	void commandIsShownBeforeSpotifyHasAnswered() {
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		this.gateway.spotify().on(PLAYER + "pause").always(Fault.delay(Duration.ofSeconds(3)));
		this.visitor.at("#play").click();
		assertThat(this.visitor.at("#now-playing")).hasAttribute("data-state", "paused");
		assertThat(this.visitor.at("#play")).hasAttribute("aria-busy", "true");
		assertThat(arrived("pause", 1)).hasSize(1);
	}

	@Test
	void whatComesNextIsShownBeforeSpotifyHasAnswered() {
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		assertThat(this.visitor.at(".next-title").first()).containsText("The Lighthouse That Hummed");
		this.gateway.spotify().on(PLAYER + "next").always(Fault.delay(Duration.ofSeconds(3)));
		this.visitor.at("#next").click();
		assertThat(this.visitor.at("#title")).hasText("The Lighthouse That Hummed");
		assertThat(this.visitor.at("#elapsed")).hasText("0:00");
		assertThat(this.visitor.at("#next")).hasAttribute("aria-busy", "true");
		assertThat(arrived("next", 1)).hasSize(1);
	}

	@Test
	void whatComesNextIsListedWhereItMayBeRead() {
		this.player.plays(Playable.track(), Playable.episode(), Playable.track().named("Salt Letters"));
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		assertThat(this.visitor.at("#queue li")).hasCount(3);
		assertThat(this.visitor.at(".next-title").first()).containsText("The Lighthouse That Hummed");
		assertThat(this.visitor.at(".next-by").first()).hasText("Attic & Daughters");
		assertThat(this.visitor.at(".next-title").nth(1)).containsText("Salt Letters");
		this.player.plays(Playable.episode(), Playable.track().named("Copper & Moss"));
		assertThat(this.visitor.at("#title")).hasText("The Lighthouse That Hummed");
		assertThat(this.visitor.at(".next-title").first()).containsText("Copper & Moss");
	}

	@Test
	void whatComesNextIsLeftOutWithoutTheScope() {
		this.visitor.signIn(SimulatedUser.ALICE);
		assertThat(this.visitor.at("#up-next")).isHidden();
		assertThat(this.gateway.spotify().requests().to(PLAYER + "queue")).isEmpty();
	}

	@Test
	void commandThatFailsIsTakenBackAndExplained() {
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		this.gateway.spotify().on(PLAYER + "pause").always(Fault.golden("error-403-restriction-violated.json"));
		this.visitor.at("#play").click();
		assertThat(this.visitor.at("#player-note"))
			.hasText("What plays now, or the device it plays on, does not allow that.");
		assertThat(this.visitor.at("#now-playing")).hasAttribute("data-state", "playing");
		assertThat(this.visitor.at("#play")).hasAttribute("aria-label", "Pause");
	}

	@Test
	void withoutAnActiveDeviceTheVisitorIsToldWhatToDo() {
		this.player.playsNothing();
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		this.visitor.at("#play").click();
		assertThat(this.visitor.at("#player-note"))
			.hasText("No device is active. Open Spotify on one of yours and start something there.");
		this.visitor.at("#next").dispatchEvent("click");
		assertThat(this.visitor.at("#player-note")).hasText("Nothing is playing.");
		assertThat(arrived("next", 0)).isEmpty();
	}

	@Test
	void freeUserIsToldThatControlNeedsPremium() {
		this.gateway.spotify().player(SimulatedUser.BOB).plays(Playable.track());
		this.visitor.signIn(SimulatedUser.BOB, CONTROL);
		this.visitor.at("#play").click();
		assertThat(this.visitor.at("#player-note")).containsText("only Premium subscribers");
		assertThat(this.visitor.at("#now-playing")).hasAttribute("data-state", "playing");
	}

	@Test
	void firstUseAsksForConsentAndWorksAfterIt() {
		this.visitor.signIn(SimulatedUser.ALICE);
		this.visitor.at("#play").click();
		assertThat(this.visitor.at("#consent-dialog")).isVisible();
		assertThat(this.visitor.at("#consent-dialog")).containsText("Spotify will ask");
		this.visitor.at("#consent-cancel").click();
		assertThat(this.visitor.at("#consent-dialog")).isHidden();
		assertThat(this.visitor.at("#play")).isFocused();
		assertThat(this.visitor.at("#now-playing")).hasAttribute("data-state", "playing");
		assertThat(arrived("pause", 0)).isEmpty();
		this.visitor.at("#play").click();
		this.visitor.at("#consent-continue").click();
		assertThat(this.visitor.at("body")).containsText("user-modify-playback-state");
		this.visitor.agree(SimulatedUser.ALICE);
		assertThat(this.visitor.page()).hasURL(this.visitor.home());
		assertThat(this.visitor.at("#device-name")).hasText("Kitchen speaker");
		this.visitor.at("#play").click();
		assertThat(arrived("pause", 1)).hasSize(1);
		assertThat(this.visitor.at("#now-playing")).hasAttribute("data-state", "paused");
	}

	@Test
	void advertisementCannotBeSkipped() {
		this.player.plays(Playable.advertisement());
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		assertThat(this.visitor.at("#next")).hasAttribute("aria-disabled", "true");
		this.visitor.at("#next").dispatchEvent("click");
		assertThat(this.visitor.at("#player-note")).hasText("An advertisement cannot be skipped.");
		assertThat(this.visitor.at("#progress")).isDisabled();
		assertThat(arrived("next", 0)).isEmpty();
	}

	@Test
	void deviceThatTakesNoCommandsIsLeftAlone() {
		this.player.plays(Playable.track().onRestrictedDevice());
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		this.visitor.at("#play").dispatchEvent("click");
		assertThat(this.visitor.at("#player-note")).hasText("This device cannot be controlled from here.");
		assertThat(this.visitor.at("#volume")).isDisabled();
		assertThat(arrived("pause", 0)).isEmpty();
	}

	@Test
	void deviceWithoutVolumeHasNoVolumeToSet() {
		this.player.plays(Playable.track().withoutVolume());
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		assertThat(this.visitor.at("#device-name")).hasText("Kitchen speaker");
		assertThat(this.visitor.at("#volume")).isDisabled();
	}

	@Test
	void privateSessionIsNamed() {
		this.player.plays(Playable.track().inPrivateSession());
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		assertThat(this.visitor.at("#private-session")).hasText("Private session");
		this.player.plays(Playable.track().named("Salt Letters"));
		assertThat(this.visitor.at("#title")).hasText("Salt Letters");
		assertThat(this.visitor.at("#private-session")).isHidden();
	}

	@Test
	void keysCommandThePlayer() {
		this.player.plays(Playable.pausedTrack(), Playable.episode());
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		this.visitor.page().keyboard().press("ArrowRight");
		assertThat(arrived("seek", 1)).singleElement()
			.satisfies((request) -> assertThat(request.query()).contains("position_ms=93250"));
		this.visitor.page().keyboard().press("Space");
		assertThat(arrived("play", 1)).hasSize(1);
		this.visitor.page().keyboard().press("Shift+ArrowRight");
		assertThat(arrived("next", 1)).hasSize(1);
	}

	@Test
	void keysInFieldsAndOnButtonsAreLeftAlone() {
		this.visitor.signIn(SimulatedUser.ALICE, CONTROL);
		this.visitor.at("#token-name").focus();
		this.visitor.page().keyboard().type("my laptop");
		this.visitor.page().keyboard().press("ArrowLeft");
		assertThat(this.visitor.at("#token-name")).hasValue("my laptop");
		this.visitor.at("#disconnect").focus();
		this.visitor.page().keyboard().press("Space");
		assertThat(this.visitor.at("#disconnect-dialog")).isVisible();
		this.visitor.page().keyboard().press("Escape");
		this.visitor.at("#play").click();
		assertThat(arrived("pause", 1)).hasSize(1);
		assertThat(arrived("seek", 0)).isEmpty();
	}

	@Test
	void withoutTheRelayThereIsNothingToCommandWith() {
		try (Gateway quiet = Gateway.start(this.gateway.spotify(), "spotify-gateway.relay.enabled=false");
				Visitor guest = new Visitor(quiet, this.chromium)) {
			guest.signIn(SimulatedUser.ALICE, CONTROL);
			assertThat(guest.at("#title")).hasText("Glass Harbour");
			assertThat(guest.at("#now-playing")).hasAttribute("data-controls", "false");
			assertThat(guest.at("#play")).isVisible(new IsVisibleOptions().setVisible(false));
			assertThat(guest.at("#progress")).isDisabled();
		}
	}

	private List<RecordedRequest> arrived(String command, int count) {
		return await().until(() -> this.gateway.spotify().requests().to(PLAYER + command),
				(requests) -> requests.size() >= count);
	}

	private static void isWithMethod(RecordedRequest request, String method) {
		assertThat(request.method()).isEqualTo(method);
	}

}
