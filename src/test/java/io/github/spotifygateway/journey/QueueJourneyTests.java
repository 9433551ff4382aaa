package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedPlayer;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What plays next, and where it can.
 */
class QueueJourneyTests {

	private static final String LOGIN = "/oauth2/authorization/spotify"
			+ "?scope=user-read-playback-state,user-modify-playback-state";

	private static final String QUEUE = "/v1/me/player/queue";

	private final Gateway gateway = Gateway.shared();

	private final SpotifySimulator spotify = this.gateway.spotify();

	private final SimulatedPlayer player = this.spotify.player(SimulatedUser.ALICE);

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		signIn(this.browser, SimulatedUser.ALICE);
		this.spotify.requests().clear();
	}

	@Test
	void queueHasTracksEpisodesAndLocalFiles() {
		this.player.plays(Playable.track().named("First"), Playable.localFile(), Playable.episode());
		JsonNode queue = queue();
		assertThat(queue.propertyNames()).containsExactly("items");
		assertThat(queue.at("/items/0").propertyNames()).containsExactly("type", "title", "creators", "collection",
				"image", "url", "durationMs");
		assertThat(queue.at("/items/0/type").asString()).isEqualTo("local");
		assertThat(queue.at("/items/0/image").isNull()).isTrue();
		assertThat(queue.at("/items/1/type").asString()).isEqualTo("episode");
		assertThat(queue.at("/items/1/collection").asString()).isEqualTo("Signals from the Attic");
		assertThat(queue.at("/items/1/image").isNull()).isFalse();
		assertThat(queue.at("/items/2/title").asString()).isEqualTo("Glass Harbour");
		assertThat(queue.at("/items/2/type").asString()).isEqualTo("track");
	}

	@Test
	void queueIsEmptyWhenNothingPlays() {
		this.player.playsNothing();
		assertThat(queue().toString()).isEqualTo("{\"items\":[]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"queue\":null}", "{\"queue\":[null]}", "" })
	void queueThatSaysNothingIsEmpty(String body) {
		this.spotify.on(QUEUE).once(body.isEmpty() ? Fault.status(204) : Fault.body(200, "application/json", body));
		assertThat(queue().toString()).isEqualTo("{\"items\":[]}");
	}

	@Test
	void devicesSayWhatTheyAreAndWhatTheyTake() {
		this.player.plays(Playable.track().withVolume(17).inPrivateSession());
		JsonNode devices = Json.read(this.browser.get("/api/me/devices"));
		assertThat(devices.propertyNames()).containsExactly("devices");
		assertThat(devices.at("/devices/0").toString())
			.isEqualTo("{\"id\":\"5f3b1f0c9d8e4a7bb6c2d1e0f9a8b7c6d5e4f3a2\",\"name\":\"Kitchen speaker\","
					+ "\"type\":\"Speaker\",\"active\":true,\"restricted\":false,\"privateSession\":true,"
					+ "\"volumePercent\":17,\"supportsVolume\":true}");
		assertThat(devices.at("/devices/1").toString())
			.isEqualTo("{\"id\":null,\"name\":\"Car\",\"type\":\"Automobile\",\"active\":false,\"restricted\":true,"
					+ "\"privateSession\":false,\"volumePercent\":null,\"supportsVolume\":false}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"devices\":[]}", "{\"devices\":[null]}", "" })
	void thereMayBeNoDevice(String body) {
		this.spotify.on("/v1/me/player/devices")
			.once(body.isEmpty() ? Fault.status(204) : Fault.body(200, "application/json", body));
		assertThat(this.browser.get("/api/me/devices").body()).isEqualTo("{\"devices\":[]}");
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/queue, '[\"user-read-currently-playing\",\"user-read-playback-state\"]'",
			"/api/me/devices, '[\"user-read-playback-state\"]'" })
	void missingScopesComeWithTheLinkThatAsksForThem(String path, String scopes) {
		this.gateway.database().sql("delete from connection").update();
		this.spotify.grantOnly("user-read-email");
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.requests().clear();
		HttpResponse<String> response = this.browser.get(path);
		assertProblem(response, 403, "insufficient-scope");
		assertThat(Json.read(response).get("requiredScopes").toString()).isEqualTo(scopes);
		assertThat(Json.read(response).get("consentUrl").asString()).contains("user-read-playback-state");
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me/queue", "/api/me/devices" })
	void nobodyElseIsTold(String path) {
		this.player.plays(Playable.track());
		String read = this.browser.mintToken("read");
		String player = this.browser.mintToken("player");
		Browser stranger = this.gateway.newBrowser();
		assertProblem(stranger.get(path), 401, "not-signed-in");
		assertThat(stranger.get(path, "Authorization", "Bearer x").statusCode()).isEqualTo(401);
		assertProblem(stranger.get(path, "Authorization", "Bearer " + player), 403, "insufficient-token-scope");
		assertThat(this.browser.call("PUT", path, null).statusCode()).isEqualTo(405);
		assertThat(this.spotify.requests().all()).isEmpty();
		String told = this.browser.get(path).body();
		assertThat(stranger.get(path, "Authorization", "Bearer " + read).body()).isEqualTo(told);
		this.browser.call("DELETE", "/api/me/connection", null);
		assertProblem(this.browser.get(path), 401, "not-connected");
	}

	private void signIn(Browser visitor, SimulatedUser user) {
		visitor.get(visitor.agree(visitor.startLogin(LOGIN), user));
	}

	private JsonNode queue() {
		HttpResponse<String> response = this.browser.get("/api/me/queue");
		assertThat(response.statusCode()).isEqualTo(200);
		return Json.read(response);
	}

	private static void assertProblem(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(Json.read(response).get("type").asString()).isEqualTo("urn:spotify-gateway:problem:" + code);
	}

}
