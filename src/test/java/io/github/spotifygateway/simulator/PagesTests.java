package io.github.spotifygateway.simulator;

import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pages of long lists.
 */
class PagesTests {

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start();

	private static final String SEARCH = "/v1/search?q=a&type=";

	private static final String ALBUMS = "/v1/artists/abc/albums";

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
	@CsvSource({ "EXTENDED, /v1/search?type=track, tracks, 20, 50",
			"OLD_DEVELOPMENT_MODE, /v1/search?type=track, tracks, 20, 50",
			"NEW_DEVELOPMENT_MODE, /v1/search?type=track, tracks, 5, 10", "EXTENDED, /v1/artists/a/albums?, '', 20, 34",
			"NEW_DEVELOPMENT_MODE, /v1/artists/a/albums?, '', 5, 10" })
	void pageIsAsLongAsTheKindOfAppMayHaveIt(AppFace face, String path, String list, int standard, int most)
			throws Exception {
		SPOTIFY.face(face);
		assertThat(json(path).findPath("items").size()).isEqualTo(standard);
		int limit = (face == AppFace.NEW_DEVELOPMENT_MODE) ? 10 : 50;
		JsonNode longest = json(path + "&limit=" + limit);
		assertThat((list.isEmpty() ? longest : longest.path(list)).path("items").size()).isEqualTo(most);
		assertInvalidLimit(path + "&limit=" + (limit + 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { SEARCH + "track&limit=0", ALBUMS + "?limit=-1", "/v1/me/playlists?limit=51",
			"/v1/me/player/recently-played?limit=51", "/v1/playlists/a/tracks?limit=101",
			"/v1/playlists/a/items?limit=51", "/v1/albums/a/tracks?limit=x" })
	void limitThatThereIsNotIsRefused(String path) throws Exception {
		assertInvalidLimit(path);
	}

	@Test
	void itemsOfALongListAreAllDifferent() throws Exception {
		Set<String> ids = new LinkedHashSet<>();
		Set<String> names = new LinkedHashSet<>();
		String next = SEARCH + "track&limit=50";
		for (int page = 0; page < 2; page++) {
			JsonNode tracks = json(next).path("tracks");
			tracks.path("items").forEach((track) -> {
				ids.add(track.path("id").asString());
				names.add(track.path("name").asString());
				assertThat(track.path("uri").asString()).isEqualTo("spotify:track:" + track.path("id").asString());
			});
			next = tracks.path("next").asString("");
		}
		assertThat(next).isEmpty();
		assertThat(ids).hasSize(57).allMatch((id) -> id.matches("[A-Za-z0-9]{22}"));
		assertThat(names).hasSize(57).startsWith("Glass Harbour", "Copper & Moss <Reprise>", "Glass Harbour 3");
	}

	@Test
	void searchAnswersTheKindsThatAreAsked() throws Exception {
		assertThat(json(SEARCH + "artist,show").propertyNames()).containsExactlyInAnyOrder("artists", "shows");
		JsonNode all = json(SEARCH + "album,artist,audiobook,episode,playlist,show,track&limit=50");
		assertThat(all.valueStream().map((list) -> list.path("total").asInt())).containsExactlyInAnyOrder(57, 23, 7, 12,
				3, 3, 3);
		assertThat(all.valueStream()).allMatch((list) -> list.path("items").size() <= list.path("total").asInt());
		assertThat(get(SEARCH + "song").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { SEARCH + "artist&offset=23", SEARCH + "artist,album&offset=30", ALBUMS + "?offset=34" })
	void nothingIsBehindTheLastPageButAFailure(String path) throws Exception {
		assertThat(get(path).statusCode()).isEqualTo(502);
	}

	@Test
	void shorterOfTwoFindingsEndsEarlier() throws Exception {
		JsonNode found = json(SEARCH + "artist,album&offset=20");
		assertThat(found.at("/artists/items").size()).isEqualTo(3);
		assertThat(found.at("/albums/items").size()).isZero();
	}

	@Test
	void otherListsAreEmptyBehindTheirLastPage() throws Exception {
		assertThat(json("/v1/albums/a/tracks?offset=3").path("items").isEmpty()).isTrue();
	}

	private void assertInvalidLimit(String path) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(this.client.json(response).at("/error/message").asString()).isEqualTo("Invalid limit");
	}

	private JsonNode json(String path) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		return this.client.json(response);
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.client.api(path, SPOTIFY.issueAccessToken(SimulatedUser.ALICE, "user-read-recently-played"));
	}

}
