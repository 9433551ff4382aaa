package io.github.spotifygateway.simulator;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Collections;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what users save and follow.
 */
class LibraryTests {

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start();

	private static final String[] SCOPES = { "user-library-read", "user-library-modify", "user-follow-read",
			"user-follow-modify", "playlist-modify-public" };

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
	@CsvSource({ "/v1/me/tracks, track", "/v1/me/albums, album", "/v1/me/episodes, episode", "/v1/me/shows, show",
			"/v1/me/audiobooks, audiobook", "/v1/me/following?type=artist, artist",
			"/v1/me/following?type=USER, user" })
	void bothGenerationsOfTheWebApiAreAboutTheSameLibrary(String path, String kind) throws Exception {
		String library = "?uris=spotify:%1$s:b,spotify:%1$s:a".formatted(kind);
		assertDone("PUT", with(path, "ids=a"), "");
		assertContains(contains(path, "ids=a,b"), true, false);
		assertContains("/v1/me/library/contains" + library, false, true);
		assertDone("PUT", path, "{\"ids\":[\"b\"]}");
		assertContains("/v1/me/library/contains" + library, true, true);
		assertDone("DELETE", "/v1/me/library" + library, "");
		assertContains(contains(path, "ids=a,b"), false, false);
		assertDone("PUT", "/v1/me/library" + library, "");
		assertDone("DELETE", path, "{\"ids\":[\"a\"]}");
		assertContains(contains(path, "ids=a,b"), false, true);
	}

	@Test
	void playlistIsFollowedAndLeft() throws Exception {
		String path = "/v1/playlists/abc/followers";
		assertContains(path + "/contains", false);
		assertDone("PUT", path, "{\"public\":false}");
		assertContains(path + "/contains", true);
		assertContains(path + "/contains?ids=bob,alice,nobody", false, true, false);
		assertContains("/v1/me/library/contains?uris=spotify:playlist:abc", true);
		assertDone("DELETE", path, "");
		assertContains(path + "/contains?ids=alice", false);
	}

	@Test
	void goldenListsAreInTheLibrary() throws Exception {
		assertContains("/v1/me/library/contains?uris=spotify:track:hgiZfo0qW9ksqwBbu23EWX,"
				+ "spotify:album:6p3MkSVSIObuUylmfcR4Kq,spotify:episode:C1EWTPzpgaVlX2pNNy6g3s,"
				+ "spotify:show:JbyC75MlHBtqVJOjZDwbR8,spotify:audiobook:7pLdN3cVxWq6tBs9RfGyKe,"
				+ "spotify:artist:74nb7xDFPt9QQU1vnQfEwx,spotify:playlist:wcPUgJEMyiOoS4Ssd9J0t9,spotify:track:x", true,
				true, true, true, true, true, true, false);
	}

	@Test
	void usersHaveLibrariesOfTheirOwnUntilTheyAreForgotten() throws Exception {
		assertDone("PUT", "/v1/me/tracks?ids=a", "");
		String bob = SPOTIFY.issueAccessToken(SimulatedUser.BOB, SCOPES);
		assertThat(this.client.api("/v1/me/tracks/contains?ids=a", bob).body()).isEqualTo("[false]");
		SPOTIFY.forgetChanges();
		assertContains("/v1/me/tracks/contains?ids=a", false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[\"a\"]", "{\"ids\":[]}", "{\"ids\":\"a\"}" })
	void idsAreNeeded(String body) throws Exception {
		assertRefused("PUT", "/v1/me/tracks", body, "Missing required field: ids");
		assertRefused("DELETE", "/v1/me/following?type=artist", body, "Missing required field: ids");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"uris\":[\"spotify:track:a\"]}" })
	void urisAreNeededInTheQuery(String body) throws Exception {
		assertRefused("PUT", "/v1/me/library", body, "Missing required field: uris");
		assertRefused("DELETE", "/v1/me/library?uris=", body, "Missing required field: uris");
	}

	@ParameterizedTest
	@CsvSource({ "/v1/me/albums, 20", "/v1/me/tracks, 50", "/v1/me/following?type=artist, 50" })
	void idsAreNotTooMany(String path, int most) throws Exception {
		String ids = "ids=" + String.join(",", Collections.nCopies(most, "a"));
		assertDone("PUT", with(path, ids), "");
		assertRefused("PUT", with(path, ids + ",a"), "", "Too many ids requested");
		assertRefused("GET", contains(path, ids + ",a"), "", "Too many ids requested");
	}

	@Test
	void urisAreNotTooMany() throws Exception {
		String path = "/v1/me/library?uris=" + String.join(",", Collections.nCopies(40, "spotify:track:a"));
		assertDone("PUT", path, "");
		assertRefused("PUT", path + ",spotify:track:a", "", "Too many uris requested");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spotify:genre:a", "a", "spotify:track:", "spotify:track:a,spotify:local:a" })
	void uriOfAnotherKindIsRefused(String uris) throws Exception {
		assertRefused("PUT", "/v1/me/library?uris=" + uris, "", "Unsupported URI");
		assertRefused("GET", "/v1/me/library/contains?uris=" + uris, "", "Unsupported URI");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&type=playlist" })
	void whoIsFollowedIsAnArtistOrAUser(String type) throws Exception {
		assertRefused("PUT", "/v1/me/following?ids=a" + type, "", "Invalid type");
	}

	@Test
	void idThatCannotBeOneIsRefused() throws Exception {
		assertRefused("PUT", "/v1/me/tracks?ids=a,b-c", "", "invalid id");
		assertDone("PUT", "/v1/me/following?type=user&ids=b-c", "");
	}

	private static String with(String path, String query) {
		return path + (path.contains("?") ? "&" : "?") + query;
	}

	private static String contains(String path, String query) {
		String[] parts = path.split("\\?", 2);
		return with(parts[0] + "/contains" + ((parts.length > 1) ? "?" + parts[1] : ""), query);
	}

	private void assertContains(String path, Boolean... answers) throws Exception {
		HttpResponse<String> response = call("GET", path, "");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(Arrays.toString(answers).replace(" ", ""));
	}

	private void assertDone(String method, String path, String body) throws Exception {
		HttpResponse<String> response = call(method, path, body);
		assertThat(response.statusCode()).isIn(200, 204);
		assertThat(response.body()).isEmpty();
	}

	private void assertRefused(String method, String path, String body, String message) throws Exception {
		HttpResponse<String> response = call(method, path, body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(this.client.json(response).at("/error/message").asString()).isEqualTo(message);
	}

	private HttpResponse<String> call(String method, String path, String body) throws Exception {
		return this.client.change(method, path, body, SPOTIFY.issueAccessToken(SimulatedUser.ALICE, SCOPES));
	}

}
