package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.WebApiOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each operation of the catalogue, called through the gateway: by Alice, who granted
 * everything, and by Bob, who granted nothing that an operation needs.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RelayedOperationsTests {

	private static final Set<String> MOVING = Set.of("/v1/me/player", "/v1/me/player/currently-playing",
			"/v1/me/player/queue");

	/** Clients of two generations ask for these, and find the names of both. */
	private static final Set<String> NAMED_TWICE = Set.of("get-playlist", "get-a-list-of-current-users-playlists",
			"get-playlists-items");

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final Gateway gateway = Gateway.start(this.spotify);

	private RelayClient alice;

	private RelayClient bob;

	@BeforeAll
	void signIn() {
		Browser browser = this.gateway.newBrowser();
		browser.get(browser.agree(browser.startLogin("/oauth2/authorization/spotify?scope=" + RelayClient.ALL_SCOPES),
				SimulatedUser.ALICE));
		this.alice = new RelayClient(this.gateway.url(), browser.mintToken("raw"));
		this.spotify.grantOnly("streaming");
		Browser other = this.gateway.newBrowser();
		other.signIn(SimulatedUser.BOB);
		this.bob = new RelayClient(this.gateway.url(), other.mintToken("raw"));
	}

	@BeforeEach
	void forgetRequests() {
		this.spotify.requests().clear();
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	Stream<WebApiOperation> operations() {
		List<WebApiOperation> operations = this.gateway.bean(OperationCatalogue.class).operations();
		assertThat(operations).hasSize(97);
		return operations.stream();
	}

	Stream<WebApiOperation> operationsWithScopes() {
		return operations().filter((operation) -> !operation.requiredScopes().isEmpty());
	}

	Stream<WebApiOperation> operationsWithoutScopes() {
		return operations().filter((operation) -> operation.requiredScopes().isEmpty());
	}

	@ParameterizedTest
	@MethodSource("operations")
	void callWithTheRightScopePassesUnchanged(WebApiOperation operation) {
		String target = target(operation);
		HttpResponse<byte[]> relayed = call(this.alice, operation, target);
		RecordedRequest arrived = this.spotify.requests().to(path(operation)).get(0);
		assertThat(arrived.method()).isEqualTo(operation.method().name());
		assertThat(arrived.target()).isEqualTo(target);
		assertThat(arrived.body()).isEqualTo(body(operation));
		String accessToken = arrived.headers().get("Authorization").substring("Bearer ".length());
		HttpResponse<byte[]> direct = call(new RelayClient(this.spotify.apiUrl(), accessToken), operation, target);
		assertThat(relayed.statusCode()).isEqualTo(direct.statusCode()).isBetween(200, 299);
		assertThat(relayed.headers().firstValue("ETag")).isEqualTo(direct.headers().firstValue("ETag"));
		// a servlet container writes the parameters of a type in its own way
		assertThat(contentType(relayed)).isEqualTo(contentType(direct));
		assertThat(relayed.headers().firstValue("Set-Cookie")).isEmpty();
		String expected = text(direct).replace(this.spotify.apiUrl() + "/v1/", this.gateway.url() + "/v1/");
		if (NAMED_TWICE.contains(operation.id())) {
			assertThat(withoutNewerNames(text(relayed))).isEqualTo(JsonMapper.shared().readTree(expected));
		}
		else if (operation.isRead() && !MOVING.contains(operation.path())) {
			assertThat(text(relayed)).isEqualTo(expected);
		}
		else {
			assertThat(relayed.body().length > 0).isEqualTo(direct.body().length > 0);
		}
	}

	@ParameterizedTest
	@MethodSource("operationsWithScopes")
	void callWithoutTheScopeIsRefusedWithItsName(WebApiOperation operation) {
		HttpResponse<byte[]> response = call(this.bob, operation, target(operation));
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(error(response)).containsEntry("status", 403).containsEntry("reason", "INSUFFICIENT_SCOPE");
		String consentUrl = response.headers().firstValue("Consent-Url").orElseThrow();
		operation.missingScopes(Set.of()).forEach((scope) -> {
			assertThat(text(response)).contains(scope);
			assertThat(consentUrl).contains(scope);
		});
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("operationsWithoutScopes")
	void callThatNeedsNoScopeIsNotRefused(WebApiOperation operation) {
		assertThat(call(this.bob, operation, target(operation)).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void otherMethodIsNotAllowed(WebApiOperation operation) {
		HttpResponse<byte[]> response = this.alice.send("PATCH", path(operation), new byte[0]);
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow").orElseThrow().split(", "))
			.contains(operation.method().name());
		assertThat(error(response)).containsEntry("status", 405);
		assertThat(this.spotify.requests().all()).isEmpty();
	}

	private static HttpResponse<byte[]> call(RelayClient client, WebApiOperation operation, String target) {
		byte[] body = body(operation).getBytes(StandardCharsets.UTF_8);
		return (body.length == 0) ? client.send(operation.method().name(), target, body)
				: client.send(operation.method().name(), target, body, "Content-Type", contentType(operation));
	}

	private static String path(WebApiOperation operation) {
		return operation.path().replace("{user_id}", "alice").replaceAll("\\{[a-z_]+}", "4uLU6hMCjMI75M1A2tKUQC");
	}

	private static String target(WebApiOperation operation) {
		return path(operation)
				+ "?ids=a%2Cb,c&q=%C3%BC+%22x%22&market=GB&type=artist&uris=spotify:track:4uLU6hMCjMI75M1A2tKUQC";
	}

	private static String body(WebApiOperation operation) {
		return switch (operation.id()) {
			case "upload-custom-playlist-cover" -> "/9j/4AAQSkZJRg==";
			case "start-a-users-playback", "create-playlist", "add-items-to-playlist", "change-playlist-details" ->
				"{ \"name\" : \"\u00fc\", \"uris\":[\"spotify:track:4uLU6hMCjMI75M1A2tKUQC\"] }";
			case "remove-items-playlist" -> "{ \"items\" : [{\"uri\":\"spotify:track:4uLU6hMCjMI75M1A2tKUQC\"}] }";
			case "remove-tracks-playlist" -> "{ \"tracks\" : [{\"uri\":\"spotify:track:4uLU6hMCjMI75M1A2tKUQC\"}] }";
			default -> "";
		};
	}

	private static String contentType(WebApiOperation operation) {
		return operation.id().equals("upload-custom-playlist-cover") ? "image/jpeg" : "application/json";
	}

	private static Optional<MediaType> contentType(HttpResponse<byte[]> response) {
		return response.headers().firstValue("Content-Type").map(MediaType::parseMediaType);
	}

	private static JsonNode withoutNewerNames(String json) {
		JsonNode body = JsonMapper.shared().readTree(json);
		body.findParents("snapshot_id").forEach((playlist) -> ((ObjectNode) playlist).remove("items"));
		body.findParents("added_by").forEach((entry) -> ((ObjectNode) entry).remove("item"));
		return body;
	}

	private static String text(HttpResponse<byte[]> response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> error(HttpResponse<byte[]> response) {
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		return (Map<String, Object>) JsonMapper.shared().readValue(response.body(), Map.class).get("error");
	}

}
