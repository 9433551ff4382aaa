package io.github.spotifygateway.simulator;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for playlists that change.
 */
class PlaylistChangeTests {

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start();

	private static final String PLAYLIST = "/v1/playlists/0123456789abcdefABCDEF";

	private static final String TRACKS = PLAYLIST + "/tracks";

	private static final String GLASS = "spotify:track:hgiZfo0qW9ksqwBbu23EWX";

	private static final String COPPER = "spotify:track:Uzkgi3C5yUrHt2htXXCkrL";

	private static final String DAWN = "spotify:track:GvBLnPNI4p7tljS6bYjXcg";

	private static final String NEW = "spotify:track:11dFghVXANMlKmJXsNCbNl";

	private static final String EPISODE = "spotify:episode:512ojhOuo1ktJprKbVcKyQ";

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
	@ValueSource(strings = { "/tracks", "/items" })
	void itemsAreAddedAtTheEnd(String list) throws Exception {
		assertChanged("POST", PLAYLIST + list + "?uris=" + NEW + "," + EPISODE, "");
		assertThat(uris()).containsExactly(GLASS, COPPER, DAWN, NEW, EPISODE);
		JsonNode items = json(TRACKS).path("items");
		assertThat(items.at("/3/track/name").asString()).isEqualTo("Glass Harbour");
		assertThat(items.at("/3/track/id").asString()).isEqualTo(NEW.substring("spotify:track:".length()));
		assertThat(items.at("/4/track/type").asString()).isEqualTo("episode");
	}

	@Test
	void itemsAreAddedAtAPosition() throws Exception {
		assertChanged("POST", TRACKS, "{\"uris\":[\"%s\"],\"position\":1}".formatted(NEW));
		assertThat(uris()).containsExactly(GLASS, NEW, COPPER, DAWN);
		assertChanged("POST", TRACKS + "?position=0&uris=" + EPISODE,
				"{\"uris\":[\"%s\"],\"position\":1}".formatted(DAWN));
		assertThat(uris()).containsExactly(EPISODE, GLASS, NEW, COPPER, DAWN);
	}

	@Test
	void itemsAreReplaced() throws Exception {
		assertChanged("PUT", TRACKS, "{\"uris\":[\"%s\",\"%s\"]}".formatted(NEW, COPPER));
		assertThat(uris()).containsExactly(NEW, COPPER);
		assertChanged("PUT", TRACKS + "?uris=" + DAWN, "");
		assertThat(uris()).containsExactly(DAWN);
		assertChanged("PUT", TRACKS, "{\"uris\":[]}");
		assertThat(uris()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "0, 3, 1, 1 2 0", "2, 0, 1, 2 0 1", "0, 3, 2, 2 0 1", "1, 0, 2, 1 2 0", "0, 1, 1, 0 1 2",
			"1, 2, 2, 0 1 2" })
	void itemsAreMoved(int start, int before, int length, String order) throws Exception {
		String body = "{\"range_start\":%d,\"insert_before\":%d,\"range_length\":%d,\"snapshot_id\":\"x\"}";
		assertChanged("PUT", TRACKS, body.formatted(start, before, length));
		List<String> moved = order.chars()
			.filter(Character::isDigit)
			.mapToObj((place) -> List.of(GLASS, COPPER, DAWN).get(place - '0'))
			.toList();
		assertThat(uris()).isEqualTo(moved);
	}

	@Test
	void oneItemIsMovedUnlessMoreAreMeant() throws Exception {
		assertChanged("PUT", PLAYLIST + "/items", "{\"range_start\":0,\"insert_before\":2}");
		assertThat(uris()).containsExactly(COPPER, GLASS, DAWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tracks", "items" })
	void itemsAreRemovedWhereverTheyAre(String list) throws Exception {
		assertChanged("POST", TRACKS + "?uris=" + GLASS, "");
		assertChanged("DELETE", PLAYLIST + "/" + list,
				"{\"%s\":[{\"uri\":\"%s\"}],\"snapshot_id\":\"x\"}".formatted(list, GLASS));
		assertThat(uris()).containsExactly(COPPER, DAWN);
	}

	@ParameterizedTest
	@CsvSource({ "tracks, items, Missing required field: tracks", "items, tracks, Missing required field: items" })
	void whatIsRemovedIsCalledAsTheOperationCallsIt(String list, String member, String message) throws Exception {
		String body = "{\"%s\":[{\"uri\":\"%s\"}]}".formatted(member, GLASS);
		assertRefused("DELETE", PLAYLIST + "/" + list, body, message);
		assertRefused("DELETE", PLAYLIST + "/" + list, "", message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST {'uris':['spotify:track:a'],'position':4}",
			"POST {'uris':['spotify:track:a'],'position':-1}", "PUT {'range_start':3,'insert_before':0}",
			"PUT {'range_start':0,'insert_before':4}", "PUT {'range_start':2,'insert_before':0,'range_length':2}",
			"PUT {'range_start':0,'insert_before':2,'range_length':0}", "PUT {'range_start':0}" })
	void placeThatThereIsNotIsRefused(String call) throws Exception {
		String[] words = call.replace('\'', '"').split(" ");
		assertRefused(words[0], TRACKS, words[1], "Index out of bounds");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "POST; {}; Missing required field: uris", "PUT; {}; Missing required field: uris",
					"POST; {; Malformed json", "POST; {\"uris\":[]}; Missing required field: uris" })
	void changeThatSaysNothingIsRefused(String method, String body, String message) throws Exception {
		assertRefused(method, TRACKS, body, message);
	}

	@Test
	void hundredItemsAreTakenAtOnce() throws Exception {
		String hundred = String.join(",", Collections.nCopies(100, NEW));
		assertChanged("POST", TRACKS + "?uris=" + hundred, "");
		assertRefused("POST", TRACKS + "?uris=" + hundred + "," + NEW, "", "Too many uris requested");
		JsonNode playlist = json(PLAYLIST);
		assertThat(playlist.at("/tracks/items").size()).isEqualTo(100);
		assertThat(playlist.at("/tracks/total").asInt()).isEqualTo(103);
		assertThat(playlist.at("/tracks/next").asString()).endsWith(TRACKS + "?offset=100&limit=100");
		assertThat(json(TRACKS).path("items").size()).isEqualTo(20);
		assertThat(json(PLAYLIST + "/items?limit=50&offset=100").path("items").size()).isEqualTo(3);
	}

	@Test
	void playlistChangesAloneAndUntilItIsForgotten() throws Exception {
		String golden = json(PLAYLIST).path("snapshot_id").asString();
		assertChanged("POST", TRACKS + "?uris=" + NEW, "");
		assertThat(json("/v1/playlists/other/tracks").path("total").asInt()).isEqualTo(3);
		SPOTIFY.forgetChanges();
		assertThat(uris()).containsExactly(GLASS, COPPER, DAWN);
		assertThat(json(PLAYLIST).path("snapshot_id").asString()).isEqualTo(golden);
	}

	@Test
	void fieldsAreThoseThatAreAsked() throws Exception {
		JsonNode playlist = json(PLAYLIST + "?fields=name,tracks(total,items(track(name,album.name)))");
		assertThat(playlist.propertyNames()).containsExactlyInAnyOrder("name", "tracks");
		assertThat(playlist.path("tracks").propertyNames()).containsExactlyInAnyOrder("total", "items");
		assertThat(playlist.at("/tracks/items/0").toString())
			.isEqualTo("{\"track\":{\"album\":{\"name\":\"Tidal Postcards\"},\"name\":\"Glass Harbour\"}}");
		assertThat(json(TRACKS + "?fields=total,limit&limit=2").toString()).isEqualTo("{\"limit\":2,\"total\":3}");
		SPOTIFY.face(AppFace.NEW_DEVELOPMENT_MODE);
		assertThat(json(PLAYLIST + "?fields=items.items.item.name").at("/items/items/0/item/name").asString())
			.isEqualTo("Glass Harbour");
		assertThat(json(PLAYLIST + "/items?fields=items(item.id,track.id)").at("/items/0").propertyNames())
			.containsExactly("item");
	}

	private void assertChanged(String method, String path, String body) throws Exception {
		String before = json(PLAYLIST).path("snapshot_id").asString();
		HttpResponse<String> response = change(method, path, body);
		assertThat(response.statusCode()).isEqualTo("POST".equals(method) ? 201 : 200);
		JsonNode answer = this.client.json(response);
		assertThat(answer.propertyNames()).containsExactly("snapshot_id");
		assertThat(answer.path("snapshot_id").asString()).isNotEqualTo(before)
			.isEqualTo(json(PLAYLIST).path("snapshot_id").asString());
	}

	private void assertRefused(String method, String path, String body, String message) throws Exception {
		List<String> before = uris();
		HttpResponse<String> response = change(method, path, body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(this.client.json(response).at("/error/message").asString()).isEqualTo(message);
		assertThat(uris()).isEqualTo(before);
	}

	private HttpResponse<String> change(String method, String path, String body) throws Exception {
		return this.client.change(method, path, body,
				SPOTIFY.issueAccessToken(SimulatedUser.ALICE, "playlist-modify-public"));
	}

	private List<String> uris() throws Exception {
		List<String> embedded = uris(json(PLAYLIST).path("tracks"));
		assertThat(uris(json(TRACKS + "?limit=100"))).isEqualTo(embedded);
		return embedded;
	}

	private static List<String> uris(JsonNode list) {
		return list.path("items").valueStream().map((entry) -> entry.at("/track/uri").asString()).toList();
	}

	private JsonNode json(String path) throws Exception {
		HttpResponse<String> response = this.client.api(path, SPOTIFY.issueAccessToken(SimulatedUser.ALICE));
		assertThat(response.statusCode()).isEqualTo(200);
		return this.client.json(response);
	}

}
