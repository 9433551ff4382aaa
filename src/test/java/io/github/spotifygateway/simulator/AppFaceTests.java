package io.github.spotifygateway.simulator;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the kinds of app see of the same things.
 */
class AppFaceTests {

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start();

	private static final String PLAYLIST = "/v1/playlists/0123456789abcdefABCDEF";

	private static final String OF_SOMEBODY_ELSE = "/v1/playlists/" + SpotifySimulator.PLAYLIST_OF_SOMEBODY_ELSE;

	private final SimulatorClient client = new SimulatorClient(SPOTIFY);

	@BeforeEach
	void reset() {
		SPOTIFY.reset();
	}

	@AfterAll
	static void close() {
		SPOTIFY.close();
	}

	@ParameterizedTest
	@CsvSource({ "tracks, available_markets popularity", "albums, available_markets label popularity",
			"artists, followers popularity", "shows, available_markets publisher",
			"audiobooks, available_markets publisher" })
	void newDevelopmentModeSeesFewerFields(String list, String fields) {
		String path = "/v1/%s/abc".formatted(list);
		JsonNode all = json(path);
		assertThat(all.propertyNames()).contains(fields.split(" "));
		SPOTIFY.face(AppFace.OLD_DEVELOPMENT_MODE);
		assertThat(json(path)).isEqualTo(all);
		SPOTIFY.face(AppFace.NEW_DEVELOPMENT_MODE);
		JsonNode few = json(path);
		assertThat(few.propertyNames()).doesNotContain(fields.split(" ")).contains("id", "name", "type", "uri");
		DevelopmentMode.strip(all);
		assertThat(few).isEqualTo(all);
	}

	@Test
	void newDevelopmentModeDoesNotSeeTheGroupOfAnAlbum() {
		String path = "/v1/artists/abc/albums";
		assertThat(json(path).at("/items/0").has("album_group")).isTrue();
		SPOTIFY.face(AppFace.NEW_DEVELOPMENT_MODE);
		assertThat(json(path).at("/items/0").has("album_group")).isFalse();
	}

	@Test
	void strippingLeavesPlaylistsTheirFollowersAndTheirTracks() {
		ObjectNode playlist = (ObjectNode) json(PLAYLIST);
		DevelopmentMode.strip(playlist);
		assertThat(playlist.at("/followers/total").asInt()).isEqualTo(3);
		assertThat(playlist.at("/tracks/items/0/track/name").asString()).isEqualTo("Glass Harbour");
		assertThat(playlist.at("/tracks/items/0/track").has("popularity")).isFalse();
	}

	@Test
	void newDevelopmentModeHasItemsInPlaylists() {
		SPOTIFY.face(AppFace.NEW_DEVELOPMENT_MODE);
		JsonNode playlist = json(PLAYLIST);
		assertThat(playlist.has("tracks")).isFalse();
		assertThat(playlist.at("/items/items/1/item/name").asString()).isEqualTo("Copper & Moss <Reprise>");
		assertThat(playlist.at("/items/href").asString()).contains("/items?");
		JsonNode page = json(PLAYLIST + "/items?limit=1");
		assertThat(page.at("/items/0/item/name").asString()).isEqualTo("Glass Harbour");
		assertThat(page.at("/items/0").has("track")).isFalse();
		assertThat(page.path("next").asString()).endsWith(PLAYLIST + "/items?offset=1&limit=1");
		JsonNode first = json("/v1/me/playlists").at("/items/0");
		assertThat(first.at("/items/total").asInt()).isEqualTo(3);
		assertThat(first.at("/items/href").asString()).endsWith("/items");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NEW_DEVELOPMENT_MODE")
	void othersSeeTracksInPlaylistsWhereverTheyAsk(AppFace face) {
		SPOTIFY.face(face);
		assertThat(json(PLAYLIST).at("/tracks/href").asString()).contains("/tracks?");
		Stream.of("/tracks", "/items").map((list) -> json(PLAYLIST + list)).forEach((page) -> {
			assertThat(page.at("/items/0/track/name").asString()).isEqualTo("Glass Harbour");
			assertThat(page.at("/items/0").has("item")).isFalse();
		});
		assertThat(json(OF_SOMEBODY_ELSE + "/items").path("total").asInt()).isEqualTo(3);
		assertThat(json(OF_SOMEBODY_ELSE).at("/tracks/total").asInt()).isEqualTo(3);
	}

	@Test
	void newDevelopmentModeDoesNotSeeIntoThePlaylistsOfOthers() throws Exception {
		SPOTIFY.face(AppFace.NEW_DEVELOPMENT_MODE);
		HttpResponse<String> refused = get(OF_SOMEBODY_ELSE + "/items");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(this.client.json(refused).at("/error/message").asString()).isEqualTo("Forbidden");
		JsonNode playlist = json(OF_SOMEBODY_ELSE);
		assertThat(playlist.has("items")).isFalse();
		assertThat(playlist.has("tracks")).isFalse();
		assertThat(playlist.at("/owner/id").asString()).isEqualTo("lewis");
		assertThat(json("/v1/me/playlists").at("/items/1").has("items")).isFalse();
	}

	@Test
	void otherPlaylistsAreTheCallersOwn() throws Exception {
		String token = this.client.accessToken(SimulatedUser.BOB);
		JsonNode playlist = this.client.json(this.client.api(PLAYLIST, token));
		assertThat(playlist.at("/owner/id").asString()).isEqualTo("bob");
	}

	@Test
	void usersSeeOneAnother() {
		JsonNode bob = json("/v1/users/bob");
		assertThat(bob.propertyNames()).containsExactlyInAnyOrder("display_name", "external_urls", "followers", "href",
				"id", "images", "type", "uri");
		assertThat(bob.path("display_name").isNull()).isTrue();
		assertThat(bob.path("uri").asString()).isEqualTo("spotify:user:bob");
		assertThat(json("/v1/users/alice").path("display_name").asString()).isEqualTo("Alice Liddell");
		assertThat(json("/v1/users/somebody").path("id").asString()).isEqualTo("somebody");
	}

	@Test
	void playlistsAreMadeForOneselfOnly() throws Exception {
		String token = this.client.accessToken(SimulatedUser.ALICE, "playlist-modify-public");
		assertThat(this.client.change("POST", "/v1/users/alice/playlists", "{}", token).statusCode()).isEqualTo(201);
		assertThat(this.client.change("POST", "/v1/users/bob/playlists", "{}", token).statusCode()).isEqualTo(403);
	}

	private JsonNode json(String path) {
		try {
			HttpResponse<String> response = get(path);
			assertThat(response.statusCode()).as(path).isEqualTo(200);
			return this.client.json(response);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.client.api(path, SPOTIFY.issueAccessToken(SimulatedUser.ALICE));
	}

}
