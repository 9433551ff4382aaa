package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.spotifygateway.simulator.AppFace;
import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was played and what a user likes best, page by page.
 */
class ListsJourneyTests {

	private static final String LOGIN = "/oauth2/authorization/spotify?scope=user-read-recently-played,user-top-read";

	private static final String[] ITEM = { "type", "title", "creators", "collection", "image", "url", "durationMs" };

	private final Gateway gateway = Gateway.shared();

	private final SpotifySimulator spotify = this.gateway.spotify();

	private final Browser browser = this.gateway.newBrowser();

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		signIn(this.browser, SimulatedUser.ALICE);
		this.spotify.requests().clear();
	}

	@Test
	void playHasItsTimeAndTheMembersOfWhatIsPlaying() {
		JsonNode page = page("/api/me/recently-played");
		assertThat(page.propertyNames()).containsExactly("items", "nextCursor");
		assertThat(page.get("items").size()).isEqualTo(5);
		assertThat(page.get("nextCursor").isNull()).isTrue();
		JsonNode latest = page.at("/items/0");
		assertThat(latest.propertyNames()).containsExactly("playedAt", "type", "title", "creators", "collection",
				"image", "url", "durationMs");
		assertThat(Instant.parse(latest.get("playedAt").asString())).isEqualTo("2026-11-20T21:14:07.310Z");
		assertThat(latest.get("type").asString()).isEqualTo("track");
		assertThat(latest.get("title").asString()).isEqualTo("Glass Harbour");
		assertThat(latest.at("/creators/0").asString()).isEqualTo("The Paper Lanterns");
		assertThat(latest.get("collection").asString()).isEqualTo("Tidal Postcards");
		assertThat(latest.get("image").asString()).startsWith(this.spotify.apiUrl().toString());
		assertThat(latest.get("url").asString()).startsWith("https://open.spotify.com/track/");
		assertThat(latest.get("durationMs").asLong()).isEqualTo(214_000);
	}

	@Test
	void localFileHasNeitherImageNorPage() {
		JsonNode local = page("/api/me/recently-played").at("/items/3");
		assertThat(local.get("type").asString()).isEqualTo("local");
		assertThat(local.get("title").asString()).isEqualTo("Rehearsal, take 4");
		assertThat(local.get("image").isNull()).isTrue();
		assertThat(local.get("url").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/recently-played?limit=2, 3", "/api/me/recently-played?limit=1, 5",
			"/api/me/recently-played?limit=5, 1", "/api/me/top/tracks?limit=1&timeRange=short_term, 3",
			"/api/me/top/tracks?limit=2, 2", "/api/me/top/tracks?limit=3, 1",
			"/api/me/top/artists?limit=1&timeRange=long_term, 2" })
	void cursorsLeadThroughTheWholeListAndToAnEnd(String path, int pages) {
		String whole = path.replaceAll("limit=\\d", "limit=50");
		List<JsonNode> all = new ArrayList<>();
		page(whole).get("items").forEach(all::add);
		List<JsonNode> paged = new ArrayList<>();
		this.spotify.requests().clear();
		String cursor = "";
		int count = 0;
		while (cursor != null) {
			JsonNode page = page(path + cursor);
			page.get("items").forEach(paged::add);
			cursor = page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asString();
			count++;
		}
		assertThat(paged).isEqualTo(all);
		assertThat(count).isEqualTo(pages);
		assertThat(this.spotify.requests().all()).hasSize(pages);
	}

	@Test
	void pageIsAskedForInSpotifysWords() {
		page("/api/me/top/artists");
		assertThat(sent()).isEqualTo(Map.of("time_range", "medium_term", "limit", "20", "offset", "0"));
		JsonNode first = page("/api/me/top/tracks?timeRange=short_term&limit=1");
		page("/api/me/top/tracks?timeRange=short_term&limit=50&cursor=" + first.get("nextCursor").asString());
		assertThat(sent()).isEqualTo(Map.of("time_range", "short_term", "limit", "50", "offset", "1"));
		page("/api/me/recently-played");
		assertThat(sent()).isEqualTo(Map.of("limit", "20"));
		first = page("/api/me/recently-played?limit=1");
		page("/api/me/recently-played?cursor=" + first.get("nextCursor").asString());
		assertThat(sent()).isEqualTo(Map.of("limit", "20", "before", "1795209247310"));
	}

	@Test
	void addressOfTheNextPageIsNeverFollowed() {
		this.spotify.on("/v1/me/player/recently-played").once(Fault.body(200, "application/json", """
				{"items":[],"next":"http://169.254.169.254/?before=7","cursors":{"before":"1795209031002"}}"""));
		this.spotify.on("/v1/me/top/tracks").once(Fault.body(200, "application/json", """
				{"items":[],"next":"http://169.254.169.254/v1/me/top/tracks?offset=7","total":50}"""));
		JsonNode played = page("/api/me/recently-played?limit=1");
		page("/api/me/recently-played?cursor=" + played.get("nextCursor").asString());
		assertThat(sent()).containsEntry("before", "1795209031002");
		JsonNode top = page("/api/me/top/tracks?limit=1");
		page("/api/me/top/tracks?limit=1&cursor=" + top.get("nextCursor").asString());
		assertThat(sent()).containsEntry("offset", "1");
	}

	@Test
	void listEndsThoughSpotifySaysItGoesOn() {
		JsonNode first = page("/api/me/recently-played?limit=1");
		this.spotify.on("/v1/me/player/recently-played").once(Fault.body(200, "application/json", """
				{"items":[],"next":"https://api.spotify.com/","cursors":{"before":"1795209247310"}}"""));
		JsonNode second = page("/api/me/recently-played?cursor=" + first.get("nextCursor").asString());
		assertThat(second.get("nextCursor").isNull()).isTrue();
		this.spotify.on("/v1/me/top/tracks").once(Fault.body(200, "application/json", """
				{"items":[],"next":"https://api.spotify.com/","total":20}"""));
		assertThat(page("/api/me/top/tracks?limit=20").get("nextCursor").isNull()).isTrue();
	}

	@Test
	void tracksUsersLikeHaveTheMembersOfWhatIsPlaying() {
		JsonNode page = page("/api/me/top/tracks");
		assertThat(page.at("/items/0").propertyNames()).containsExactly(ITEM);
		assertThat(page.get("items").valueStream().map((item) -> item.get("title").asString()))
			.containsExactly("Glass Harbour", "Copper & Moss <Reprise>", "夜明けの電車");
	}

	@Test
	void artistsHaveGenresAndFollowers() {
		JsonNode artist = page("/api/me/top/artists").at("/items/0");
		assertThat(artist.propertyNames()).containsExactly("name", "genres", "image", "url", "followers");
		assertThat(artist.get("name").asString()).isEqualTo("The Paper Lanterns");
		assertThat(artist.at("/genres/0").asString()).isEqualTo("chamber pop");
		assertThat(artist.get("image").asString()).startsWith(this.spotify.apiUrl().toString());
		assertThat(artist.get("url").asString()).startsWith("https://open.spotify.com/artist/");
		assertThat(artist.get("followers").asLong()).isEqualTo(48_211);
	}

	@Test
	void whatSpotifyLeavesOutIsNullAndWhatItLeavesEmptyIsLeftOut() {
		answer("/v1/me/top/artists", """
				{"items":[null,{"name":null,"genres":[null,"x"],"images":[null]},{}],"next":null}""");
		JsonNode artists = page("/api/me/top/artists").get("items");
		assertThat(artists.size()).isEqualTo(2);
		assertThat(artists.at("/0/genres").toString()).isEqualTo("[\"x\"]");
		assertThat(artists.get(1).toString())
			.isEqualTo("{\"name\":null,\"genres\":[],\"image\":null,\"url\":null,\"followers\":null}");
		answer("/v1/me/top/tracks", """
				{"items":[null,{"type":"track","artists":[null,{"name":""},{"name":"x"}],"album":{"images":[]}},
				{"type":"episode","show":{"name":"s"}},{"type":"chapter","is_local":null}]}""");
		JsonNode tracks = page("/api/me/top/tracks").get("items");
		assertThat(tracks.valueStream().map((item) -> item.get("type").asString())).containsExactly("track", "episode",
				"unknown");
		assertThat(tracks.at("/0/creators").toString()).isEqualTo("[\"x\"]");
		assertThat(tracks.at("/1/collection").asString()).isEqualTo("s");
		assertThat(tracks.at("/1/creators").size()).isZero();
		answer("/v1/me/player/recently-played", """
				{"items":[null,{"track":null,"played_at":"2026-11-20T21:14:07.310Z"},{"track":{"name":"x"}}],
				"next":"https://api.spotify.com/","cursors":null}""");
		JsonNode played = page("/api/me/recently-played");
		assertThat(played.get("items").size()).isEqualTo(1);
		assertThat(played.at("/items/0/playedAt").isNull()).isTrue();
		assertThat(played.get("nextCursor").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/recently-played, /v1/me/player/recently-played", "/api/me/top/tracks, /v1/me/top/tracks",
			"/api/me/top/artists, /v1/me/top/artists" })
	void emptyListIsAPageWithoutItems(String path, String operation) {
		for (Fault empty : List.of(Fault.status(204), Fault.body(200, "application/json", "{}"),
				Fault.body(200, "application/json", "{\"items\":[],\"next\":null,\"cursors\":{},\"total\":0}"))) {
			this.spotify.on(operation).once(empty);
			assertThat(page(path).toString()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
		}
	}

	@Test
	void appThatIsToldLessShowsLess() {
		this.spotify.face(AppFace.NEW_DEVELOPMENT_MODE);
		assertThat(page("/api/me/top/tracks").at("/items/0/title").asString()).isEqualTo("Glass Harbour");
		assertThat(page("/api/me/top/artists").at("/items/0/followers").isNull()).isTrue();
		assertThat(page("/api/me/recently-played").at("/items/0/title").asString()).isEqualTo("Glass Harbour");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "%20", "%00", "MSBy", "..%2F..%2Fv1%2Fme", "https://api.spotify.com/v1/me" })
	void cursorThatWasMadeUpIsRefused(String cursor) {
		for (String list : List.of("recently-played", "top/tracks", "top/artists")) {
			assertInvalidCursor("/api/me/" + list + "?cursor=" + cursor);
		}
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@Test
	void cursorIsOfItsListAndItsTimeRangeOnly() {
		String cursor = page("/api/me/top/tracks?limit=1&timeRange=short_term").get("nextCursor").asString();
		assertInvalidCursor("/api/me/top/tracks?limit=1&cursor=" + cursor);
		assertInvalidCursor("/api/me/top/tracks?limit=1&timeRange=long_term&cursor=" + cursor);
		assertInvalidCursor("/api/me/top/artists?limit=1&timeRange=short_term&cursor=" + cursor);
		assertInvalidCursor("/api/me/recently-played?limit=1&cursor=" + cursor);
		assertInvalidCursor("/api/me/top/tracks?limit=1&timeRange=short_term&cursor=" + cursor + "=");
		assertThat(page("/api/me/top/tracks?timeRange=short_term&cursor=" + cursor).get("items").size()).isEqualTo(2);
	}

	@Test
	void cursorSaysNothingOfTheUser() {
		for (String path : List.of("/api/me/top/tracks?limit=1", "/api/me/recently-played?limit=1")) {
			String cursor = page(path).get("nextCursor").asString();
			Browser bob = this.gateway.newBrowser();
			signIn(bob, SimulatedUser.BOB);
			assertThat(Json.read(bob.get(path)).get("nextCursor").asString()).isEqualTo(cursor);
			assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII))
				.doesNotContain("alice", SimulatedUser.ALICE.accountId(), "http");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "recently-played?limit=0", "recently-played?limit=51", "recently-played?limit=-1",
			"recently-played?limit=", "recently-played?limit=x", "recently-played?limit=1&limit=2",
			"recently-played?limit=01", "recently-played?limit=99999999999", "top/tracks?limit=0",
			"top/artists?limit=51" })
	void limitIsFromOneToFifty(String path) {
		HttpResponse<String> response = this.browser.get("/api/me/" + path);
		assertProblem(response, 400, "invalid-request");
		assertThat(Json.read(response).get("detail").asString())
			.isEqualTo("The parameter limit must be a whole number from 1 to 50.");
		assertThat(Json.read(response).get("parameter").asString()).isEqualTo("limit");
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "medium", "MEDIUM_TERM", "short_term,long_term", "x%26limit=1" })
	void timeRangeIsOneOfSpotifysWords(String timeRange) {
		for (String list : List.of("top/tracks", "top/artists")) {
			HttpResponse<String> response = this.browser.get("/api/me/" + list + "?timeRange=" + timeRange);
			assertProblem(response, 400, "invalid-request");
			assertThat(Json.read(response).get("detail").asString())
				.isEqualTo("The parameter timeRange must be short_term, medium_term or long_term.");
		}
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/recently-played, user-read-recently-played", "/api/me/top/tracks, user-top-read",
			"/api/me/top/artists, user-top-read" })
	void missingScopeComesWithTheLinkThatAsksForIt(String path, String scope) {
		this.gateway.database().sql("delete from connection").update();
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.requests().clear();
		HttpResponse<String> response = this.browser.get(path);
		assertProblem(response, 403, "insufficient-scope");
		JsonNode problem = Json.read(response);
		assertThat(problem.at("/requiredScopes/0").asString()).isEqualTo(scope);
		assertThat(this.spotify.requests().all()).isEmpty();
		String consent = problem.get("consentUrl").asString().substring(this.gateway.url().toString().length());
		this.browser.get(this.browser.agree(this.browser.startLogin(consent), SimulatedUser.ALICE));
		assertThat(this.browser.get(path).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me/recently-played", "/api/me/top/tracks", "/api/me/top/artists" })
	void nobodyElseIsTold(String path) {
		String read = this.browser.mintToken("read");
		String player = this.browser.mintToken("player", "library", "playlists");
		Browser stranger = this.gateway.newBrowser();
		this.spotify.requests().clear();
		assertProblem(stranger.get(path), 401, "not-signed-in");
		assertThat(stranger.get(path, "Authorization", "Bearer x").statusCode()).isEqualTo(401);
		assertProblem(stranger.get(path, "Authorization", "Bearer " + player), 403, "insufficient-token-scope");
		assertThat(this.browser.call("POST", path, null).statusCode()).isEqualTo(405);
		assertThat(this.spotify.requests().all()).isEmpty();
		assertThat(stranger.get(path, "Authorization", "Bearer " + read).body())
			.isEqualTo(this.browser.get(path).body());
		this.browser.call("DELETE", "/api/me/connection", null);
		assertProblem(this.browser.get(path), 401, "not-connected");
	}

	@Test
	void eachUserIsAskedForWithTheirOwnToken() {
		Browser bob = this.gateway.newBrowser();
		signIn(bob, SimulatedUser.BOB);
		this.spotify.requests().clear();
		page("/api/me/top/tracks");
		bob.get("/api/me/top/tracks");
		List<RecordedRequest> sent = this.spotify.requests().to("/v1/me/top/tracks");
		assertThat(sent).extracting((request) -> request.headers().get("Authorization")).doesNotHaveDuplicates();
	}

	@Test
	void whileSpotifyTakesNoCallsNoneIsMade() {
		Map<String, String> operations = Map.of("recently-played", "player/recently-played", "top/tracks", "top/tracks",
				"top/artists", "top/artists", "queue", "player/queue", "devices", "player/devices");
		try (SpotifySimulator busy = SpotifySimulator.start(); Gateway own = Gateway.start(busy)) {
			Browser visitor = own.newBrowser();
			visitor.get(visitor.agree(visitor.startLogin(LOGIN + ",user-read-playback-state"), SimulatedUser.ALICE));
			operations.forEach((path, operation) -> {
				busy.on("/v1/me/" + operation).always(Fault.rateLimited(30));
				for (int call = 0; call < 2; call++) {
					HttpResponse<String> response = visitor.get("/api/me/" + path);
					assertProblem(response, 429, "spotify-rate-limited");
					assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(15L, 30L);
				}
				assertThat(busy.requests().to("/v1/me/" + operation)).hasSize(1);
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "/api/me/recently-played, /v1/me/player/recently-played", "/api/me/top/tracks, /v1/me/top/tracks",
			"/api/me/top/artists, /v1/me/top/artists" })
	void faultOfSpotifyIsAProblem(String path, String operation) {
		this.spotify.on(operation).once(Fault.malformedJson());
		assertProblem(this.browser.get(path), 502, "upstream-invalid-response");
		this.spotify.on(operation).once(Fault.golden("error-403-forbidden.json"));
		assertProblem(this.browser.get(path), 403, "spotify-forbidden");
	}

	private void signIn(Browser visitor, SimulatedUser user) {
		visitor.get(visitor.agree(visitor.startLogin(LOGIN), user));
	}

	private void answer(String operation, String json) {
		this.spotify.on(operation).once(Fault.body(200, "application/json", json));
	}

	private JsonNode page(String path) {
		HttpResponse<String> response = this.browser.get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		return Json.read(response);
	}

	private Map<String, @Nullable String> sent() {
		List<RecordedRequest> all = this.spotify.requests().all();
		return Map.copyOf(all.get(all.size() - 1).queryParameters());
	}

	private void assertInvalidCursor(String path) {
		HttpResponse<String> response = this.browser.get(path);
		assertProblem(response, 400, "invalid-cursor");
		assertThat(Json.read(response).get("remedy").asString()).contains("nextCursor");
	}

	private static void assertProblem(HttpResponse<String> response, int status, String code) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(Json.read(response).get("type").asString()).isEqualTo("urn:spotify-gateway:problem:" + code);
	}

}
