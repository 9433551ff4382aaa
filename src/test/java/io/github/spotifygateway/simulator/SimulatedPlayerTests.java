package io.github.spotifygateway.simulator;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the simulated player says after it was told something.
 */
class SimulatedPlayerTests {

	private static final MovableTime TIME = new MovableTime();

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start(0, 0, TIME);

	private final SimulatorClient client = new SimulatorClient(SPOTIFY);

	private final SimulatedPlayer player = SPOTIFY.player(SimulatedUser.ALICE);

	private String token;

	@BeforeEach
	void reset() throws Exception {
		SPOTIFY.reset();
		this.token = token(SimulatedUser.ALICE);
	}

	@AfterAll
	static void close() {
		SPOTIFY.close();
	}

	@Test
	void pausedDemoStandsStillUntilItIsResumed() throws Exception {
		tell("PUT", "/pause");
		JsonNode paused = state();
		assertThat(paused.path("is_playing").asBoolean()).isFalse();
		assertThat(paused.at("/actions/disallows/pausing").asBoolean()).isTrue();
		TIME.advance(Duration.ofSeconds(7));
		assertThat(state().path("progress_ms")).isEqualTo(paused.path("progress_ms"));
		tell("PUT", "/play");
		assertThat(state().path("is_playing").asBoolean()).isTrue();
		tell("PUT", "/seek?position_ms=3000");
		TIME.advance(Duration.ofSeconds(4));
		assertThat(state().path("progress_ms").asLong()).isEqualTo(7000);
	}

	@Test
	void fixedTrackIsPausedWhereItStands() throws Exception {
		this.player.plays(Playable.track().withProgress(Duration.ofSeconds(5)));
		tell("PUT", "/pause");
		TIME.advance(Duration.ofSeconds(9));
		JsonNode paused = this.client.json(this.client.api("/v1/me/player/currently-playing", this.token));
		assertThat(paused.path("is_playing").asBoolean()).isFalse();
		assertThat(paused.path("progress_ms").asLong()).isEqualTo(5000);
		tell("PUT", "/seek?position_ms=8000");
		tell("PUT", "/play");
		assertThat(state().path("progress_ms").asLong()).isEqualTo(8000);
	}

	@Test
	void movingTrackRunsByTheClockAndEndsInWhatIsNext() throws Exception {
		this.player.plays(Playable.track().withProgress(Duration.ZERO).lasting(Duration.ofSeconds(10)).moving(),
				Playable.track().named("Second").moving());
		TIME.advance(Duration.ofSeconds(9));
		assertThat(state().path("progress_ms").asLong()).isEqualTo(9000);
		TIME.advance(Duration.ofSeconds(3));
		assertThat(state().at("/item/name").asString()).isEqualTo("Second");
		assertThat(state().path("progress_ms").asLong()).isEqualTo(2000);
	}

	@Test
	void repeatedTrackStartsOver() throws Exception {
		this.player.plays(Playable.track().withProgress(Duration.ZERO).lasting(Duration.ofSeconds(10)).moving());
		tell("PUT", "/repeat?state=track");
		TIME.advance(Duration.ofSeconds(12));
		assertThat(state().at("/item/name").asString()).isEqualTo("Glass Harbour");
		assertThat(state().path("progress_ms").asLong()).isEqualTo(2000);
		assertThat(state().path("repeat_state").asString()).isEqualTo("track");
	}

	@Test
	void skippingGoesThroughWhatWasSetAndBack() throws Exception {
		this.player.plays(Playable.track().named("First"), Playable.track().named("Second"));
		tell("POST", "/next");
		assertThat(state().at("/item/name").asString()).isEqualTo("Second");
		assertThat(state().path("progress_ms").asLong()).isZero();
		tell("POST", "/next");
		assertThat(state().at("/item/name").asString()).isEqualTo("Glass Harbour");
		tell("POST", "/previous");
		tell("POST", "/previous");
		assertThat(state().at("/item/name").asString()).isEqualTo("First");
	}

	@Test
	void seekingBehindTheEndSkips() throws Exception {
		this.player.plays(Playable.track(), Playable.track().named("Second"));
		tell("PUT", "/seek?position_ms=99999999");
		assertThat(state().at("/item/name").asString()).isEqualTo("Second");
	}

	@Test
	void volumeAndShuffleAreAsTold() throws Exception {
		this.player.plays(Playable.track().withVolume(10).inPrivateSession());
		assertThat(state().at("/device/volume_percent").asInt()).isEqualTo(10);
		assertThat(state().at("/device/is_private_session").asBoolean()).isTrue();
		tell("PUT", "/volume?volume_percent=77");
		tell("PUT", "/shuffle?state=true");
		tell("POST", "/next");
		assertThat(state().at("/device/volume_percent").asInt()).isEqualTo(77);
		assertThat(state().path("shuffle_state").asBoolean()).isTrue();
		assertThat(devices().at("/devices/0/volume_percent").asInt()).isEqualTo(77);
	}

	@Test
	void queueIsWhatWillPlay() throws Exception {
		this.player.plays(Playable.track().named("First"), Playable.advertisement(),
				Playable.episode().named("Second"));
		JsonNode queue = queue();
		assertThat(queue.at("/currently_playing/name").asString()).isEqualTo("First");
		assertThat(names(queue)).startsWith("Second", "Glass Harbour").hasSize(7);
		tell("POST", "/queue?uri=spotify:track:abc");
		tell("POST", "/queue?uri=spotify:episode:def");
		assertThat(queue().at("/queue/0/id").asString()).isEqualTo("abc");
		assertThat(queue().at("/queue/1/id").asString()).isEqualTo("def");
		tell("POST", "/next");
		assertThat(state().at("/item/id").asString()).isEqualTo("abc");
		assertThat(queue().at("/queue/0/id").asString()).isEqualTo("def");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT /play", "PUT /pause", "POST /next", "POST /previous", "PUT /seek?position_ms=1",
			"PUT /volume?volume_percent=1", "PUT /repeat?state=off", "PUT /shuffle?state=true", "POST /queue?uri=x" })
	void commandNeedsAnActiveDevice(String command) throws Exception {
		String[] methodAndPath = command.split(" ");
		this.player.playsNothing();
		assertRefused(command(methodAndPath[0], methodAndPath[1]), 404, "NO_ACTIVE_DEVICE");
		this.player.plays(Playable.track().withoutDevice());
		assertThat(state().path("device").isNull()).isTrue();
		assertRefused(command(methodAndPath[0], methodAndPath[1]), 404, "NO_ACTIVE_DEVICE");
	}

	@Test
	void transferWakesADevice() throws Exception {
		this.player.playsNothing();
		assertThat(devices().at("/devices/0/is_active").asBoolean()).isFalse();
		assertThat(names(queue())).isEmpty();
		assertThat(queue().path("currently_playing").isNull()).isTrue();
		tell("PUT", "");
		assertThat(state().path("is_playing").asBoolean()).isTrue();
		assertThat(devices().at("/devices/0/is_active").asBoolean()).isTrue();
	}

	@Test
	void deviceMayRefuse() throws Exception {
		this.player.plays(Playable.track().onRestrictedDevice());
		assertRefused(command("PUT", "/pause"), 403, "UNKNOWN");
		this.player.plays(Playable.track().withoutVolume());
		assertRefused(command("PUT", "/volume?volume_percent=3"), 403, "UNKNOWN");
		this.player.plays(Playable.advertisement());
		assertRefused(command("POST", "/next"), 403, "UNKNOWN");
		assertThat(state().path("currently_playing_type").asString()).isEqualTo("ad");
	}

	@Test
	void nobodyElseHearsIt() throws Exception {
		tell("PUT", "/pause");
		HttpResponse<String> bob = this.client.api("/v1/me/player", token(SimulatedUser.BOB));
		assertThat(this.client.json(bob).path("is_playing").asBoolean()).isTrue();
	}

	@Test
	void resetTakesCommandsBack() throws Exception {
		JsonNode before = state();
		tell("POST", "/next");
		tell("PUT", "/pause");
		SPOTIFY.reset();
		this.token = token(SimulatedUser.ALICE);
		assertThat(state()).isEqualTo(before);
	}

	private String token(SimulatedUser user) throws Exception {
		return this.client.accessToken(user, "user-read-playback-state", "user-read-currently-playing",
				"user-modify-playback-state");
	}

	private void tell(String method, String path) throws Exception {
		assertThat(command(method, path).statusCode()).isBetween(200, 204);
	}

	private HttpResponse<String> command(String method, String path) throws Exception {
		return this.client.api(method, "/v1/me/player" + path, this.token);
	}

	private JsonNode state() throws Exception {
		return json("/v1/me/player?additional_types=track,episode");
	}

	private JsonNode queue() throws Exception {
		return json("/v1/me/player/queue");
	}

	private JsonNode devices() throws Exception {
		return json("/v1/me/player/devices");
	}

	private JsonNode json(String path) throws Exception {
		HttpResponse<String> response = this.client.api(path, this.token);
		assertThat(response.statusCode()).isEqualTo(200);
		return this.client.json(response);
	}

	private static List<String> names(JsonNode queue) {
		return queue.path("queue").valueStream().map((item) -> item.path("name").asString()).toList();
	}

	private void assertRefused(HttpResponse<String> response, int status, String reason) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(this.client.json(response).at("/error/reason").asString()).isEqualTo(reason);
	}

}
