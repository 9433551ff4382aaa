package io.github.spotifygateway.simulator;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the Web API side of the simulator.
 */
class SimulatedWebApiTests {

	private static final String CURRENTLY_PLAYING = "/v1/me/player/currently-playing?additional_types=track,episode";

	private static final MovableTime TIME = new MovableTime();

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start(0, 0, TIME);

	private final SimulatorClient client = new SimulatorClient(SPOTIFY);

	@BeforeEach
	void reset() {
		SPOTIFY.reset();
	}

	@AfterAll
	static void close() {
		SPOTIFY.close();
	}

	@Test
	void callWithoutTokenMissesOne() throws Exception {
		HttpResponse<String> response = this.client.get(SPOTIFY.apiUrl().resolve("/v1/me"));
		assertUnauthorized(response, "missing_token");
	}

	@Test
	void callWithUnknownTokenIsUnauthorized() throws Exception {
		assertUnauthorized(this.client.api("/v1/me", "unknown"), "invalid_token");
	}

	@Test
	void accessTokensExpireOnDemand() throws Exception {
		String accessToken = this.client.accessToken(SimulatedUser.ALICE);
		SPOTIFY.expireAccessTokens();
		assertUnauthorized(this.client.api("/v1/me", accessToken), "invalid_token");
	}

	@Test
	void accessTokensExpireWithTheirLifetime() throws Exception {
		SPOTIFY.accessTokenLifetime(Duration.ofMinutes(5));
		String accessToken = this.client.accessToken(SimulatedUser.ALICE);
		TIME.advance(Duration.ofSeconds(299));
		assertThat(this.client.api("/v1/me", accessToken).statusCode()).isEqualTo(200);
		TIME.advance(Duration.ofSeconds(1));
		assertUnauthorized(this.client.api("/v1/me", accessToken), "invalid_token");
	}

	@Test
	void scopeIsEnforcedPerOperation() throws Exception {
		String accessToken = this.client.accessToken(SimulatedUser.ALICE, "user-read-currently-playing");
		assertThat(this.client.api(CURRENTLY_PLAYING, accessToken).statusCode()).isEqualTo(200);
		HttpResponse<String> refused = this.client.api("/v1/me/player", accessToken);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("Insufficient client scope");
	}

	@Test
	void unknownPathIsNotFound() throws Exception {
		HttpResponse<String> response = this.client.api("/v1/nothing", "irrelevant");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(this.client.json(response).at("/error/message").asString()).isEqualTo("Resource not found");
	}

	@Test
	void answersCarryCorsHeadersAndNoRateLimitHeaders() throws Exception {
		HttpResponse<String> response = this.client.api("/v1/me", this.client.accessToken(SimulatedUser.ALICE));
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
		assertThat(response.headers().map().keySet()).noneMatch((name) -> name.startsWith("x-ratelimit"));
	}

	@Test
	void profileShowsWhatTheScopesAllow() throws Exception {
		JsonNode bare = json("/v1/me", this.client.accessToken(SimulatedUser.ALICE));
		assertThat(bare.propertyNames()).contains("account_id", "id", "followers")
			.doesNotContain("email", "country", "product", "explicit_content");
		JsonNode full = json("/v1/me",
				this.client.accessToken(SimulatedUser.ALICE, "user-read-email", "user-read-private"));
		assertThat(full.propertyNames()).contains("email", "country", "product", "explicit_content");
		assertThat(full.path("account_id").asString()).isEqualTo(SimulatedUser.ALICE.accountId());
	}

	@Test
	void profileOfBobHasNoNameAndNoImages() throws Exception {
		JsonNode bob = json("/v1/me", this.client.accessToken(SimulatedUser.BOB, "user-read-private"));
		assertThat(bob.path("id").asString()).isEqualTo("bob");
		assertThat(bob.path("display_name").isNull()).isTrue();
		assertThat(bob.path("images").isEmpty()).isTrue();
		assertThat(bob.path("product").asString()).isEqualTo("free");
	}

	@Test
	void developmentModeStripsTheProfileWhateverTheScopes() throws Exception {
		SPOTIFY.face(AppFace.NEW_DEVELOPMENT_MODE);
		JsonNode profile = json("/v1/me",
				this.client.accessToken(SimulatedUser.ALICE, "user-read-email", "user-read-private"));
		assertThat(profile.propertyNames()).contains("account_id", "display_name", "images")
			.doesNotContain("email", "country", "product", "explicit_content", "followers");
	}

	@Test
	void developmentModeStripsTracksAndShows() throws Exception {
		SPOTIFY.face(AppFace.NEW_DEVELOPMENT_MODE);
		assertThat(nowPlaying(Playable.track()).toString()).doesNotContain("available_markets", "popularity");
		assertThat(nowPlaying(Playable.episode()).toString()).doesNotContain("available_markets", "publisher");
		SPOTIFY.face(AppFace.EXTENDED);
		assertThat(nowPlaying(Playable.track()).toString()).contains("available_markets", "popularity");
	}

	@Test
	void fixedTrackKeepsItsProgress() throws Exception {
		JsonNode body = nowPlaying(Playable.track().named("Other").withProgress(Duration.ofSeconds(7)));
		assertThat(body.at("/item/name").asString()).isEqualTo("Other");
		assertThat(body.path("progress_ms").asLong()).isEqualTo(7000);
		assertThat(body.path("is_playing").asBoolean()).isTrue();
	}

	@Test
	void progressAndContextMayBeNull() throws Exception {
		JsonNode body = nowPlaying(Playable.track().withoutProgress().withoutContext());
		assertThat(body.path("progress_ms").isNull()).isTrue();
		assertThat(body.path("context").isNull()).isTrue();
	}

	@Test
	void pausedTrackIsNotPlaying() throws Exception {
		assertThat(nowPlaying(Playable.pausedTrack()).path("is_playing").asBoolean()).isFalse();
	}

	@Test
	void episodeHasAShow() throws Exception {
		JsonNode body = nowPlaying(Playable.episode());
		assertThat(body.path("currently_playing_type").asString()).isEqualTo("episode");
		assertThat(body.at("/item/show/name").asString()).isNotEmpty();
	}

	@Test
	void episodeIsHiddenFromThoseWhoDoNotAskForEpisodes() throws Exception {
		SPOTIFY.player(SimulatedUser.ALICE).plays(Playable.episode());
		JsonNode body = json("/v1/me/player/currently-playing", listener(SimulatedUser.ALICE));
		assertThat(body.path("currently_playing_type").asString()).isEqualTo("episode");
		assertThat(body.path("item").isNull()).isTrue();
	}

	@Test
	void localFileHasNeitherIdNorImages() throws Exception {
		JsonNode item = nowPlaying(Playable.localFile()).path("item");
		assertThat(item.path("id").isNull()).isTrue();
		assertThat(item.path("is_local").asBoolean()).isTrue();
		assertThat(item.path("uri").asString()).startsWith("spotify:local:");
		assertThat(item.at("/album/images").isEmpty()).isTrue();
	}

	@Test
	void advertisementAndUnknownHaveNoItem() throws Exception {
		JsonNode advertisement = nowPlaying(Playable.advertisement());
		assertThat(advertisement.path("currently_playing_type").asString()).isEqualTo("ad");
		assertThat(advertisement.path("item").isNull()).isTrue();
		JsonNode unknown = nowPlaying(Playable.unknown());
		assertThat(unknown.path("currently_playing_type").asString()).isEqualTo("unknown");
		assertThat(unknown.path("item").isNull()).isTrue();
	}

	@Test
	void nothingPlayingIsAnEmpty204() throws Exception {
		SPOTIFY.player(SimulatedUser.ALICE).playsNothing();
		HttpResponse<String> response = this.client.api(CURRENTLY_PLAYING, listener(SimulatedUser.ALICE));
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void playbackStateHasADevice() throws Exception {
		SPOTIFY.player(SimulatedUser.ALICE).plays(Playable.track());
		JsonNode body = json("/v1/me/player", listener(SimulatedUser.ALICE));
		assertThat(body.at("/device/name").asString()).isEqualTo("Kitchen speaker");
		assertThat(body.path("repeat_state").asString()).isEqualTo("off");
		assertThat(body.at("/item/name").asString()).isEqualTo("Glass Harbour");
	}

	@Test
	void usersPlayDifferentThings() throws Exception {
		String alice = listener(SimulatedUser.ALICE);
		String bob = listener(SimulatedUser.BOB);
		SPOTIFY.player(SimulatedUser.BOB).plays(Playable.advertisement());
		assertThat(json(CURRENTLY_PLAYING, alice).path("item").isNull()).isFalse();
		assertThat(json(CURRENTLY_PLAYING, bob).path("item").isNull()).isTrue();
	}

	@Test
	void demoMovesThroughItsPlaylistByTheClock() throws Exception {
		String accessToken = listener(SimulatedUser.ALICE);
		Set<String> names = new LinkedHashSet<>();
		for (int step = 0; step < 20; step++) {
			JsonNode body = json(CURRENTLY_PLAYING, accessToken);
			names.add(body.at("/item/name").asString());
			assertThat(body.path("progress_ms").asLong()).isBetween(0L, body.at("/item/duration_ms").asLong() - 1);
			TIME.advance(Duration.ofSeconds(10));
		}
		assertThat(names).hasSize(6)
			.contains("夜明けの電車", "قطار الليمون الأزرق", "Copper & Moss <Reprise>", "The Lighthouse That Hummed");
	}

	@Test
	void demoProgressFollowsTheClock() throws Exception {
		String accessToken = listener(SimulatedUser.ALICE);
		JsonNode before = json(CURRENTLY_PLAYING, accessToken);
		TIME.advance(Duration.ofMillis(1));
		JsonNode after = json(CURRENTLY_PLAYING, accessToken);
		assertThat(after.path("progress_ms").asLong()).isIn(before.path("progress_ms").asLong() + 1, 0L);
	}

	@Test
	void coversAreServedBySimulatorItself() throws Exception {
		JsonNode images = nowPlaying(Playable.track()).at("/item/album/images");
		assertThat(images.size()).isEqualTo(3);
		String url = images.path(0).path("url").asString();
		assertThat(url).startsWith(SPOTIFY.apiUrl() + "/image/");
		HttpResponse<String> cover = this.client.get(URI.create(url));
		assertThat(cover.headers().firstValue("Content-Type")).contains("image/svg+xml");
		assertThat(cover.body()).contains("width=\"640\"");
	}

	private String listener(SimulatedUser user) throws Exception {
		return this.client.accessToken(user, "user-read-playback-state");
	}

	private JsonNode nowPlaying(Playable playable) throws Exception {
		SPOTIFY.player(SimulatedUser.ALICE).plays(playable);
		return json(CURRENTLY_PLAYING, listener(SimulatedUser.ALICE));
	}

	private JsonNode json(String path, String accessToken) throws Exception {
		HttpResponse<String> response = this.client.api(path, accessToken);
		assertThat(response.statusCode()).isEqualTo(200);
		return this.client.json(response);
	}

	private void assertUnauthorized(HttpResponse<String> response, String error) {
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(this.client.json(response).at("/error/message").asString())
			.isEqualTo("Missing/invalid/expired access token");
		assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
			.startsWith("Bearer realm=\"spotify\", error=\"%s\"".formatted(error));
	}

}
