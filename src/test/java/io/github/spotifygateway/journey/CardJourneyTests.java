package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.Playable;
import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Share cards: who makes them, who sees them, and what they give away.
 */
class CardJourneyTests {

	private static final String LISTED = "/api/cards";

	private static final String UNKNOWN = "/cards/AAAAAAAAAAAAAAAAAAAAAAAAAA";

	private static final String EVERYTHING = "{\"fields\":[\"state\",\"title\",\"creators\",\"collection\","
			+ "\"cover\",\"progress\",\"link\"]}";

	private final Gateway gateway = Gateway.shared();

	private final SpotifySimulator spotify = this.gateway.spotify();

	private final CardMaker maker = new CardMaker(this.gateway);

	private final Browser stranger = this.gateway.newBrowser();

	@BeforeEach
	void signIn() {
		forgetEveryone();
		this.maker.signIn(SimulatedUser.ALICE);
	}

	@AfterEach
	void forgetEveryone() {
		this.gateway.database().sql("delete from connection").update();
	}

	@Test
	void newCardHasItsAddressesThisOnce() {
		JsonNode card = this.maker.make("{\"name\":\"README\"}");
		assertThat(card.get("svgUrl").asString()).matches(this.gateway.url() + "/cards/[0-9A-Za-z]{26}\\.svg");
		assertThat(card.get("jsonUrl").asString()).isEqualTo(card.get("svgUrl").asString().replace(".svg", ".json"));
		HttpResponse<String> listing = this.maker.browser().get(LISTED);
		JsonNode listed = Json.read(listing).at("/cards/0");
		assertThat(listed.propertyNames()).containsExactly("id", "name", "hint", "fields", "theme", "layout",
				"createdAt");
		assertThat(listed.get("name").asString()).isEqualTo("README");
		assertThat(listed.get("fields").toString()).isEqualTo("[\"state\",\"title\",\"creators\",\"cover\"]");
		assertThat(listing.body()).doesNotContain(secret(card));
	}

	@Test
	void databaseHoldsNeitherTheAddressNorWhatPlays() {
		JsonNode card = this.maker.make();
		this.maker.play(SimulatedUser.ALICE, Playable.track().named("Unmistakable"));
		assertThat(this.stranger.get(path(card)).body()).contains("Unmistakable");
		assertThat(DatabaseDump.of(this.gateway.database())).doesNotContain(secret(card), "Unmistakable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"fields\":[]}", "{\"fields\":[\"device\"]}", "{\"fields\":[\"TITLE\"]}",
			"{\"theme\":\"pink\"}", "{\"layout\":\"huge\"}", "{\"name\":\"\"}", "{\"name\":\"a\\u202eb\"}",
			"{\"name\":\"\\n\"}", "{", "[]" })
	void cardThatCannotBeIsRefusedWithCauseAndRemedy(String json) {
		HttpResponse<String> response = this.maker.browser().call("POST", LISTED, json);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Json.read(response).get("type").asString()).isEqualTo("urn:spotify-gateway:problem:invalid-request");
		assertThat(Json.read(this.maker.browser().get(LISTED)).get("cards")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/cards", "POST, /api/cards", "DELETE, /api/cards/1" })
	void onlyASignedInBrowserManagesCards(String method, String path) {
		String token = this.maker.browser().mintToken("read", "raw");
		assertThat(problem(this.stranger.call(method, path, body(method)))).isEqualTo("401 not-signed-in");
		HttpResponse<String> withToken = this.stranger.send(method, this.gateway.url().resolve(path), body(method),
				"Authorization", "Bearer " + token);
		assertThat(problem(withToken)).isEqualTo("403 session-required");
		HttpResponse<String> withWrongToken = this.maker.browser()
			.send(method, this.gateway.url().resolve(path), body(method), "Authorization", "Bearer sgw_pat_x");
		assertThat(problem(withWrongToken)).isEqualTo("401 invalid-token");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /api/cards", "DELETE, /api/cards/1" })
	void otherSitesCannotManageCards(String method, String path) {
		Browser browser = this.maker.browser();
		URI uri = this.gateway.url().resolve(path);
		assertThat(browser.send(method, uri, body(method)).statusCode()).isEqualTo(403);
		browser.get("/api/session");
		HttpResponse<String> response = browser.send(method, uri, body(method), "X-CSRF-TOKEN",
				browser.cookies().get("__Host-sgw-csrf"), "Sec-Fetch-Site", "cross-site");
		assertThat(problem(response)).isEqualTo("403 cross-site-request");
	}

	@Test
	void nobodyRevokesTheCardOfAnother() {
		JsonNode card = this.maker.make();
		CardMaker other = new CardMaker(this.gateway);
		other.signIn(SimulatedUser.BOB);
		assertThat(Json.read(other.browser().get(LISTED)).get("cards")).isEmpty();
		HttpResponse<String> response = other.browser().call("DELETE", LISTED + "/" + card.get("id").asString(), null);
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(Json.read(this.maker.browser().get(LISTED)).get("cards")).hasSize(1);
	}

	@Test
	void hundredCallsOfACardAreNoCallOfSpotify() {
		JsonNode card = this.maker.make();
		this.maker.play(SimulatedUser.ALICE, Playable.track().withCover("{{images}}/79?size=300"));
		this.spotify.requests().clear();
		for (int i = 0; i < 100; i++) {
			assertThat(this.stranger.get(path(card)).statusCode()).isEqualTo(200);
		}
		assertThat(this.spotify.requests().all()).extracting(RecordedRequest::path).containsExactly("/image/79");
	}

	@Test
	void cardMadeRightAfterAReadShowsWhatPlays() {
		this.maker.play(SimulatedUser.ALICE, Playable.track().named("Right Away"));
		JsonNode card = this.maker.make();
		this.maker.browser().get("/api/me/now-playing");
		assertThat(this.stranger.get(path(card)).body()).contains("Right Away");
	}

	@Test
	void privateSessionIsAllThatIsSaidOfIt() {
		// only then does Spotify tell of the device
		this.maker.allow("user-read-playback-state", SimulatedUser.ALICE);
		String path = path(this.maker.make(EVERYTHING));
		String untold = path(this.maker.make("{\"fields\":[\"title\",\"creators\",\"cover\"]}"));
		this.maker.play(SimulatedUser.ALICE, Playable.track().named("Glass Harbour"));
		this.maker.play(SimulatedUser.ALICE, Playable.track().named("Guilty Pleasure").inPrivateSession());
		assertThat(this.stranger.get(path).body()).contains("Private session")
			.doesNotContain("Guilty Pleasure", "Glass Harbour", "The Paper Lanterns", "open.spotify.com", "<image");
		JsonNode card = Json.read(this.stranger.get(path.replace(".svg", ".json")));
		assertThat(card.get("state").asString()).isEqualTo("private-session");
		assertThat(card.get("creators")).isEmpty();
		assertThat(card.properties()).filteredOn((member) -> !member.getValue().isNull())
			.extracting(Entry::getKey)
			.containsExactly("state", "creators", "observedAt");
		assertThat(this.stranger.get(untold).body()).contains("Nothing to show").doesNotContain("rivate");
	}

	@Test
	void cardStaysHonestWhenTheGrantHasEnded() {
		JsonNode card = this.maker.make();
		this.maker.play(SimulatedUser.ALICE, Playable.track().withProgress(Duration.ofSeconds(214)));
		this.gateway.database().sql("update connection set state = 'REAUTHORIZE'").update();
		assertThat(this.stranger.get(path(card)).body()).contains("Glass Harbour");
	}

	@Test
	void cardThatIsNotAskedAboutYetSaysSo() {
		assertThat(this.stranger.get(path(this.maker.make())).body()).contains("Nothing to show yet");
	}

	@Test
	void snapshotWhoseKeyIsGoneIsAsIfThereWereNone() {
		JsonNode card = this.maker.make();
		this.maker.play(SimulatedUser.ALICE, Playable.track());
		this.gateway.database()
			.sql("update card_snapshot set snapshot = replace(snapshot, 'v1.test.', 'v1.gone.')")
			.update();
		assertThat(this.stranger.get(path(card)).body()).contains("Nothing to show yet");
	}

	@Test
	void snapshotMovedToAnotherUserDoesNotOpenThere() {
		this.maker.make();
		this.maker.play(SimulatedUser.ALICE, Playable.track());
		CardMaker other = new CardMaker(this.gateway);
		other.signIn(SimulatedUser.BOB);
		JsonNode card = other.make();
		this.gateway.database()
			.sql("""
					insert into card_snapshot (connection_id, snapshot, observed_at)
					select c.connection_id, s.snapshot, s.observed_at from card c, card_snapshot s where c.id = ?""")
			.param(card.get("id").asString())
			.update();
		assertThat(this.stranger.get(path(card)).body()).contains("Nothing to show yet");
	}

	@Test
	void cardLooksAtNoCookieAndSetsNone() {
		String path = path(this.maker.make());
		int sessions = sessions();
		for (String address : List.of(path, path.replace(".svg", ".json"), UNKNOWN + ".svg")) {
			HttpResponse<String> response = this.stranger.get(address, "Cookie",
					"__Host-sgw-session=x; __Host-sgw-csrf=y", "Authorization", "Bearer sgw_pat_nonsense");
			assertThat(response.statusCode()).isEqualTo(address.startsWith(UNKNOWN) ? 404 : 200);
			assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "location");
		}
		assertThat(sessions()).isEqualTo(sessions);
	}

	@ParameterizedTest
	@ValueSource(strings = { UNKNOWN + ".svg", UNKNOWN + ".json", "/cards/short.svg", "/cards/%F0%9F%8E%B5.svg",
			"/cards/AAAAAAAAAAAAAAAAAAAAAAAAA-.svg", "/cards/AAAAAAAAAAAAAAAAAAAAAAAAAAA.svg" })
	void addressWithoutACardIsTheSame404(String path) {
		HttpResponse<String> response = this.stranger.get(path);
		assertThat(problem(response)).isEqualTo("404 not-found");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("private, no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cards/%s", "/cards/%s.svg/", "/cards/%s.SVG", "/CARDS/%s.svg", "/cards/%s.html",
			"/cards/%s.svg.json", "/cards/x/%s.svg", "/cards/x%s.svg" })
	void cardHasNoOtherAddresses(String form) {
		String secret = secret(this.maker.make());
		assertThat(problem(this.stranger.get(form.formatted(secret)))).isEqualTo("404 not-found");
	}

	@Test
	void pictureIsForEveryPageAndMayDoNothing() {
		HttpResponse<String> response = this.stranger.get(path(this.maker.make()), "Origin", "https://github.com");
		Map<String, List<String>> headers = response.headers().map();
		assertThat(headers).containsEntry("content-type", List.of("image/svg+xml"))
			.containsEntry("cache-control", List.of("no-cache, max-age=0"))
			.containsEntry("content-security-policy",
					List.of("default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
							+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"))
			.containsEntry("cross-origin-resource-policy", List.of("cross-origin"))
			.containsEntry("x-content-type-options", List.of("nosniff"))
			.containsEntry("referrer-policy", List.of("no-referrer"))
			.doesNotContainKey("access-control-allow-origin");
		assertThat(response.body()).doesNotContain("<script", "foreignObject", "http://" + "127");
	}

	@Test
	void jsonIsForEveryPage() {
		String path = path(this.maker.make()).replace(".svg", ".json");
		this.maker.play(SimulatedUser.ALICE, Playable.track());
		HttpResponse<String> response = this.stranger.get(path, "Origin", "https://overlay.test");
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		JsonNode card = Json.read(response);
		assertThat(card.propertyNames()).containsExactly("state", "title", "creators", "image", "observedAt");
		assertThat(card.get("state").asString()).isEqualTo("playing");
		assertThat(card.get("title").asString()).isEqualTo("Glass Harbour");
	}

	@Test
	void jsonHoldsOnlyWhatTheCardLists() {
		String path = path(this.maker.make("{\"fields\":[\"title\"]}")).replace(".svg", ".json");
		this.maker.play(SimulatedUser.ALICE, Playable.track());
		assertThat(this.stranger.get(path).body()).isEqualTo("{\"title\":\"Glass Harbour\"}");
	}

	@Test
	void whoHasTheCardIsToldSo() {
		String path = path(this.maker.make("{\"fields\":[\"title\"]}"));
		this.maker.play(SimulatedUser.ALICE, Playable.track());
		String etag = this.stranger.get(path).headers().firstValue("ETag").orElseThrow();
		assertThat(etag).matches("\"[0-9a-f]{32}\"");
		HttpResponse<String> again = this.stranger.get(path, "If-None-Match", etag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-cache, max-age=0");
		assertThat(this.stranger.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
	}

	@Test
	void headHasTheHeadersAlone() {
		String path = path(this.maker.make());
		HttpResponse<String> response = this.stranger.send("HEAD", this.gateway.url().resolve(path), null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
		assertThat(response.headers().firstValue("Content-Length")).isPresent();
		assertThat(response.headers().firstValue("ETag")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "OPTIONS", "PATCH" })
	void cardHasNoOtherMethods(String method) {
		String path = path(this.maker.make());
		assertThat(this.stranger.send(method, this.gateway.url().resolve(path), null).statusCode()).isEqualTo(404);
		assertThat(this.stranger.get(path).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "'</text><script>alert(1)</script>', '&lt;/text&gt;&lt;script&gt;'", "'أغنية الميناء', 'rtl'",
			"'千本桜', '千本桜'", "'👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'", "'Tom & \"Jerry\"', 'Tom &amp; &quot;Jerry&quot;'" })
	void titleOfAnyScriptIsText(String title, String drawn) {
		String path = path(this.maker.make());
		this.maker.play(SimulatedUser.ALICE, Playable.track().named(title));
		assertThat(this.stranger.get(path).body()).contains(drawn).doesNotContain("<script");
	}

	@Test
	void coverStandsInThePicture() {
		String path = path(this.maker.make());
		this.maker.play(SimulatedUser.ALICE, Playable.track().withCover("{{images}}/80?size=300"));
		assertThat(this.stranger.get(path).body()).contains("href=\"data:image/png;base64,");
		RecordedRequest request = this.spotify.requests().to("/image/80").get(0);
		assertThat(request.headers()).doesNotContainKeys("Authorization", "Cookie", "Referer");
	}

	@Test
	void coverIsFetchedOnceForAllCardsAndTimes() {
		String one = path(this.maker.make());
		String other = path(this.maker.make("{\"layout\":\"compact\"}"));
		this.maker.play(SimulatedUser.ALICE, Playable.track().withCover("{{images}}/77?size=300"));
		this.stranger.get(one);
		this.stranger.get(other);
		this.stranger.get(one);
		assertThat(this.spotify.requests().to("/image/77")).hasSize(1);
	}

	@Test
	void cardWithoutCoverFetchesNone() {
		String path = path(this.maker.make("{\"fields\":[\"title\"]}"));
		this.maker.play(SimulatedUser.ALICE, Playable.track().withCover("{{images}}/78?size=300"));
		assertThat(this.stranger.get(path).body()).doesNotContain("<image");
		assertThat(this.spotify.requests().to("/image/78")).isEmpty();
	}

	static Stream<Arguments> noCovers() {
		byte[] png = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
		byte[] large = new byte[256 * 1024 + 1];
		System.arraycopy(png, 0, large, 0, png.length);
		return Stream.of(Arguments.of(101, Fault.body(200, "image/svg+xml", "<svg/>")),
				Arguments.of(102, Fault.body(200, "image/png", "<svg/>")), Arguments.of(103, Fault.html(200)),
				Arguments.of(104, Fault.answer(200, Map.of("Content-Type", "image/png"), large)),
				Arguments.of(105, Fault.answer(200, Map.of("Content-Type", "image/jpeg"), png)),
				Arguments.of(106, Fault.answer(200, Map.of(), png)), Arguments.of(107, Fault.status(404)),
				Arguments.of(108, Fault.status(500)), Arguments.of(109, Fault.reset()),
				Arguments.of(110, Fault.delay(Duration.ofSeconds(6))),
				Arguments.of(111, Fault.slowBody(Duration.ofSeconds(6))));
	}

	@ParameterizedTest
	@MethodSource("noCovers")
	void coverThatIsNoneIsDrawnAsPlaceholder(int image, Fault fault) {
		String path = path(this.maker.make());
		this.spotify.on("/image/" + image).always(fault);
		this.maker.play(SimulatedUser.ALICE, Playable.track().withCover("{{images}}/" + image));
		long before = System.nanoTime();
		HttpResponse<String> response = this.stranger.get(path);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("Glass Harbour", "class=\"art\"").doesNotContain("<image");
	}

	@Test
	void coverIsNotFollowedElsewhere() {
		String path = path(this.maker.make());
		this.spotify.on("/image/90").always(Fault.redirect(this.spotify.apiUrl().resolve("/image/91")));
		this.maker.play(SimulatedUser.ALICE, Playable.track().withCover("{{images}}/90"));
		assertThat(this.stranger.get(path).body()).doesNotContain("<image");
		assertThat(this.spotify.requests().to("/image/90")).hasSize(1);
		assertThat(this.spotify.requests().to("/image/91")).isEmpty();
	}

	@Test
	void otherPlacesThanThoseOfCoversAreNeverAsked() {
		String elsewhere = this.spotify.accountsUrl() + "/image/1";
		String path = path(this.maker.make());
		this.maker.play(SimulatedUser.ALICE, Playable.track().withCover(elsewhere));
		this.spotify.requests().clear();
		assertThat(this.stranger.get(path).body()).contains("Glass Harbour", "class=\"art\"");
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	private int sessions() {
		return this.gateway.database()
			.sql("select count(*) from spotify_gateway_session")
			.query(Integer.class)
			.single();
	}

	private static String body(String method) {
		return method.equals("POST") ? "{}" : null;
	}

	private static String path(JsonNode card) {
		return URI.create(card.get("svgUrl").asString()).getPath();
	}

	private static String secret(JsonNode card) {
		return path(card).replaceAll("/cards/|\\.svg", "");
	}

	private static String problem(HttpResponse<String> response) {
		return response.statusCode() + " "
				+ Json.read(response).get("type").asString().replace("urn:spotify-gateway:problem:", "");
	}

}
