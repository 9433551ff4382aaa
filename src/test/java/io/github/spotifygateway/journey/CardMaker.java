package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.SimulatedUser;
import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/**
 * A user who makes share cards and listens to music.
 */
public final class CardMaker {

	private final Gateway gateway;

	private final Browser browser;

	public CardMaker(Gateway gateway) {
		this.gateway = gateway;
		this.browser = gateway.newBrowser();
	}

	public void signIn(SimulatedUser user) {
		this.browser.signIn(user);
	}

	/**
	 * Sign in with a further scope.
	 */
	void allow(String scope, SimulatedUser user) {
		URI login = this.browser.startLogin("/oauth2/authorization/spotify?scope=" + scope);
		this.browser.get(this.browser.agree(login, user));
	}

	Browser browser() {
		return this.browser;
	}

	/**
	 * Make a card with the usual fields.
	 */
	JsonNode make() {
		return make("{}");
	}

	JsonNode make(String json) {
		HttpResponse<String> response = this.browser.call("POST", "/api/cards", json);
		if (response.statusCode() != 201) {
			throw new IllegalStateException(response.body());
		}
		return Json.read(response);
	}

	/**
	 * Make a card.
	 * @return the address of its picture
	 */
	public String make(String fields, String theme, String layout) {
		return make("{\"fields\":%s,\"theme\":\"%s\",\"layout\":\"%s\"}".formatted(fields, theme, layout)).get("svgUrl")
			.asString();
	}

	/**
	 * Play something, and ask the gateway what plays until it has asked Spotify.
	 */
	public void play(SimulatedUser user, Playable playable) {
		this.gateway.spotify().player(user).plays(playable);
		Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		await().until(() -> isFrom(start, this.browser.get("/api/me/now-playing")));
	}

	private static boolean isFrom(Instant start, HttpResponse<String> response) {
		return response.statusCode() != 200
				|| !Instant.parse(Json.read(response).get("observedAt").asString()).isBefore(start);
	}

}
