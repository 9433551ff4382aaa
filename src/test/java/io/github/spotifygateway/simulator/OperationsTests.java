package io.github.spotifygateway.simulator;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the operations of the simulated Web API.
 */
class OperationsTests {

	private static final String ID = "0123456789abcdefABCDEF";

	private static final SpotifySimulator SPOTIFY = SpotifySimulator.start();

	private final SimulatorClient client = new SimulatorClient(SPOTIFY);

	@BeforeEach
	void reset() {
		SPOTIFY.reset();
		SPOTIFY.player(SimulatedUser.ALICE).plays(Playable.track());
	}

	@AfterAll
	static void close() {
		SPOTIFY.close();
	}

	static List<Operation> operations() {
		return Operations.all();
	}

	static Stream<Operation> reads() {
		return Operations.all().stream().filter((operation) -> "GET".equals(operation.method()));
	}

	static Stream<Operation> scoped() {
		return Operations.all().stream().filter((operation) -> !operation.scopes().fewest().isEmpty());
	}

	@Test
	void operationsOfTheWebApiAreAllThere() {
		assertThat(Operations.all()).hasSize(97);
		assertThat(Operations.all().stream().map(Operation::toString)).doesNotHaveDuplicates();
		assertThat(refused(AppFace.EXTENDED)).isZero();
		assertThat(refused(AppFace.OLD_DEVELOPMENT_MODE)).isEqualTo(8);
		assertThat(refused(AppFace.NEW_DEVELOPMENT_MODE)).isEqualTo(48);
		assertThat(Operations.all().stream().filter((operation) -> operation.token() == Operation.TokenKind.APP))
			.hasSize(38);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void operationIsAnsweredToTheScopesItNeeds(Operation operation) throws Exception {
		HttpResponse<String> response = call(operation, token(operation.scopes().fewest()));
		assertThat(response.statusCode()).isEqualTo(operation.status());
		switch (operation.answer()) {
			case Operation.EMPTY -> assertThat(response.body()).isEmpty();
			case Operation.TEXT -> assertThat(response.body()).matches("x\\w+");
			default -> assertThat(this.client.json(response).isContainer()).isTrue();
		}
		assertThat(response.body()).doesNotContain("$golden", "$without", "{{", "api.spotify.com");
	}

	@ParameterizedTest
	@MethodSource("scoped")
	void operationIsRefusedWithoutItsScopes(Operation operation) throws Exception {
		List<Scope> fewest = operation.scopes().fewest();
		HttpResponse<String> response = call(operation, token(fewest.subList(1, fewest.size())));
		if (fewest.get(0) == Scope.UGC_IMAGE_UPLOAD) {
			assertError(response, 401, "Unauthorized.");
		}
		else {
			assertError(response, 403, "Insufficient client scope");
		}
	}

	@ParameterizedTest
	@MethodSource("operations")
	void appTokenWorksWhereNoUserIsNeeded(Operation operation) throws Exception {
		HttpResponse<String> response = call(operation, this.client.appToken());
		if (operation.token() == Operation.TokenKind.APP) {
			assertThat(response.statusCode()).isEqualTo(operation.status());
		}
		else {
			assertError(response, 401, "Valid user authentication required");
		}
	}

	@ParameterizedTest
	@MethodSource("operations")
	void newDevelopmentModeForbidsWhatWasRemoved(Operation operation) throws Exception {
		SPOTIFY.face(AppFace.NEW_DEVELOPMENT_MODE);
		assertRefused(operation, Availability.REMOVED, Availability.RESTRICTED);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void olderDevelopmentModeForbidsWhatWasRestricted(Operation operation) throws Exception {
		SPOTIFY.face(AppFace.OLD_DEVELOPMENT_MODE);
		assertRefused(operation, Availability.RESTRICTED);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void olderAppMayNotHaveWhatWasAdded(Operation operation) throws Exception {
		SPOTIFY.withoutNewOperations(true);
		assertRefused(operation, Availability.ADDED);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void operationNeedsAToken(Operation operation) throws Exception {
		assertThat(call(operation, "unknown").statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@MethodSource("reads")
	void headIsAnsweredLikeGetWithoutBody(Operation operation) throws Exception {
		String token = token(operation.scopes().fewest());
		HttpResponse<String> head = this.client.api("HEAD", path(operation), token);
		HttpResponse<String> get = call(operation, token);
		assertThat(head.statusCode()).isEqualTo(get.statusCode());
		assertThat(head.body()).isEmpty();
		for (String name : List.of("Content-Type", "Cache-Control", "ETag")) {
			assertThat(head.headers().firstValue(name)).isEqualTo(get.headers().firstValue(name));
		}
	}

	@ParameterizedTest
	@MethodSource("reads")
	void taggedReadIsNotSentTwice(Operation operation) throws Exception {
		String token = token(operation.scopes().fewest());
		HttpResponse<String> first = call(operation, token);
		String tag = first.headers().firstValue("ETag").orElse("\"none\"");
		HttpResponse<String> second = this.client.api("GET", path(operation), token, "If-None-Match", "\"x\", " + tag);
		assertThat(second.statusCode()).isEqualTo(operation.caching().tagged() ? 304 : 200);
		assertThat(second.headers().firstValue("Cache-Control")).isEqualTo(first.headers().firstValue("Cache-Control"))
			.isPresent();
	}

	@Test
	void tagOfWhatIsOnesOwnDiffersPerUser() throws Exception {
		assertThat(tag("/v1/me/tracks", SimulatedUser.ALICE)).isNotEqualTo(tag("/v1/me/tracks", SimulatedUser.BOB));
		assertThat(tag("/v1/tracks/" + ID, SimulatedUser.ALICE)).isEqualTo(tag("/v1/tracks/" + ID, SimulatedUser.BOB));
	}

	@Test
	void catalogueIsPublicAndWhatIsOnesOwnPrivate() throws Exception {
		String token = token(List.of(Scope.USER_LIBRARY_READ));
		assertThat(this.client.api("/v1/markets", token).headers().firstValue("Cache-Control"))
			.contains("public, max-age=120");
		assertThat(this.client.api("/v1/me/tracks", token).headers().firstValue("Cache-Control"))
			.contains("private, max-age=0");
	}

	@Test
	void thingIsAnsweredUnderTheIdItWasAskedBy() throws Exception {
		JsonNode album = json("/v1/albums/" + ID);
		assertThat(album.path("id").asString()).isEqualTo(ID);
		assertThat(album.path("uri").asString()).isEqualTo("spotify:album:" + ID);
		assertThat(album.at("/tracks/items/1/name").asString()).isEqualTo("Harbour Lights");
		assertThat(album.at("/artists/0").propertyNames()).doesNotContain("followers");
	}

	@Test
	void pagesLinkToTheirNeighboursAtTheServerThatWasAsked() throws Exception {
		String path = "/v1/albums/%s/tracks".formatted(ID);
		JsonNode middle = json(path + "?market=DE&limit=1&offset=1");
		String list = SPOTIFY.apiUrl() + path;
		assertThat(middle.path("href").asString()).isEqualTo(list + "?offset=1&limit=1&market=DE");
		assertThat(middle.path("next").asString()).isEqualTo(list + "?offset=2&limit=1&market=DE");
		assertThat(middle.path("previous").asString()).isEqualTo(list + "?offset=0&limit=1&market=DE");
		JsonNode last = this.client
			.json(this.client.api(middle.path("next").asString(), this.client.accessToken(SimulatedUser.ALICE)));
		assertThat(last.path("items").size()).isEqualTo(1);
		assertThat(last.path("next").isNull()).isTrue();
	}

	@Test
	void searchPagesEachKindOfItem() throws Exception {
		JsonNode found = json("/v1/search?q=low%20tide&type=track,album&limit=1");
		String page = SPOTIFY.apiUrl() + "/v1/search?offset=1&limit=1&q=low+tide&type=track%2Calbum";
		assertThat(found.at("/tracks/next").asString()).isEqualTo(page);
		assertThat(found.at("/albums/next").asString()).isEqualTo(page);
	}

	@Test
	void whatIsOnesOwnIsNamedAfterTheUser() throws Exception {
		String token = this.client.accessToken(SimulatedUser.BOB, "playlist-read-private");
		JsonNode playlists = this.client.json(this.client.api("/v1/me/playlists", token));
		assertThat(playlists.at("/items/0/owner/id").asString()).isEqualTo("bob");
	}

	@Test
	void developmentModeRenamesTheTracksOfPlaylists() throws Exception {
		assertThat(json("/v1/playlists/" + ID).at("/tracks/items/0/track/name").asString()).isEqualTo("Glass Harbour");
		SPOTIFY.face(AppFace.NEW_DEVELOPMENT_MODE);
		assertThat(json("/v1/playlists/" + ID).at("/items/items/0/item/name").asString()).isEqualTo("Glass Harbour");
	}

	@Test
	void playerOfAFreeUserTakesNoCommands() throws Exception {
		String token = this.client.accessToken(SimulatedUser.BOB, "user-modify-playback-state");
		HttpResponse<String> refused = this.client.api("PUT", "/v1/me/player/play", token);
		assertError(refused, 403, "Player command failed: Premium required");
	}

	@Test
	void wrongMethodIsNotAllowed() throws Exception {
		assertError(this.client.api("DELETE", "/v1/me", "irrelevant"), 405, "Method not allowed");
	}

	@Test
	void bodyOfUnknownLengthIsRefused() throws Exception {
		assertThat(raw("PUT /v1/me/player/play HTTP/1.1")).startsWith("HTTP/1.1 411 ");
		assertThat(raw("POST /v1/me/player/next HTTP/1.1")).startsWith("HTTP/1.1 411 ");
		assertThat(raw("DELETE /v1/me/tracks HTTP/1.1")).startsWith("HTTP/1.1 401 ");
		assertThat(raw("PUT /v1/me/player/play HTTP/1.1\r\nContent-Length: 0")).startsWith("HTTP/1.1 401 ");
	}

	@Test
	void answersSetACookie() throws Exception {
		HttpResponse<String> response = this.client.api("/v1/markets", this.client.appToken());
		assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).contains("SIMCOOKIE");
	}

	@Test
	void answerIsCompressedForThoseWhoTakeIt() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(SPOTIFY.apiUrl().resolve("/v1/playlists/" + ID))
			.header("Authorization", "Bearer " + this.client.appToken())
			.header("Accept-Encoding", "gzip")
			.build();
		HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
		assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
		InputStream body = new GZIPInputStream(new ByteArrayInputStream(response.body()));
		assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).contains("Letters to the Harbour");
		String tag = response.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = this.client.api("GET", "/v1/playlists/" + ID, this.client.appToken(),
				"If-None-Match", tag, "Accept-Encoding", "gzip");
		assertThat(again.statusCode()).isEqualTo(304);
	}

	@Test
	void requestIsRecordedByteForByte() throws Exception {
		byte[] body = { 0, (byte) 0xff, (byte) 0xc3, 10 };
		String target = "/v1/search/%7Ea%2Fb%c3%A9/..;x=1?q=a%20b+c&q=%2C,&empty=&type";
		HttpRequest request = HttpRequest.newBuilder(URI.create(SPOTIFY.apiUrl() + target))
			.POST(BodyPublishers.ofByteArray(body))
			.build();
		HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
		RecordedRequest recorded = SPOTIFY.requests().all().get(0);
		assertThat(recorded.target()).isEqualTo(target);
		assertThat(recorded.bytes()).isEqualTo(body);
	}

	@Test
	void plannedBytesArriveAsTheyAre() throws Exception {
		byte[] body = { 0, (byte) 0xff, (byte) 0xc3, 10 };
		SPOTIFY.on("/v1/me").once(Fault.answer(203, Map.of("X-Thing", "yes"), body));
		HttpResponse<byte[]> response = get("/v1/me");
		assertThat(response.statusCode()).isEqualTo(203);
		assertThat(response.headers().firstValue("X-Thing")).contains("yes");
		assertThat(response.body()).isEqualTo(body);
	}

	@Test
	void largeBodyComesInChunks() throws Exception {
		SPOTIFY.on("/v1/me").once(Fault.large("text/plain", 5_000_000));
		HttpResponse<byte[]> response = get("/v1/me");
		assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
		assertThat(response.body()).hasSize(5_000_000);
	}

	private static long refused(AppFace face) {
		return Operations.all().stream().filter((operation) -> !face.has(operation.availability())).count();
	}

	private void assertRefused(Operation operation, Availability... availabilities) throws Exception {
		HttpResponse<String> response = call(operation, token(operation.scopes().fewest()));
		if (List.of(availabilities).contains(operation.availability())) {
			assertError(response, 403, "Forbidden");
		}
		else {
			assertThat(response.statusCode()).isEqualTo(operation.status());
		}
	}

	private String token(List<Scope> scopes) throws Exception {
		return this.client.accessToken(SimulatedUser.ALICE, scopes.stream().map(Scope::value).toArray(String[]::new));
	}

	private static String path(Operation operation) {
		String id = operation.path().text().startsWith("/v1/users/") ? "alice" : ID;
		return operation.path().with(id) + "?type=artist&ids=%s&uris=spotify:track:%<s".formatted(ID);
	}

	private HttpResponse<String> call(Operation operation, String token) throws Exception {
		String uris = "[{\"uri\":\"spotify:track:%s\"}]".formatted(ID);
		return this.client.change(operation.method(), path(operation), "{\"tracks\":%s,\"items\":%<s}".formatted(uris),
				token);
	}

	private JsonNode json(String path) throws Exception {
		HttpResponse<String> response = this.client.api(path, this.client.accessToken(SimulatedUser.ALICE));
		assertThat(response.statusCode()).isEqualTo(200);
		return this.client.json(response);
	}

	private String tag(String path, SimulatedUser user) throws Exception {
		String token = this.client.accessToken(user, "user-library-read");
		return this.client.api(path, token).headers().firstValue("ETag").orElseThrow();
	}

	private static HttpResponse<byte[]> get(String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(SPOTIFY.apiUrl().resolve(path)).build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
	}

	private static String raw(String head) throws Exception {
		try (Socket socket = new Socket("127.0.0.1", SPOTIFY.apiUrl().getPort())) {
			String request = head + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	private void assertError(HttpResponse<String> response, int status, String message) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(this.client.json(response).at("/error/message").asString()).isEqualTo(message);
	}

}
