package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a caller learns of the Web API before the first call.
 */
class OperationsJourneyTests {

	private final Gateway gateway = Gateway.shared();

	private Browser browser;

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		this.browser = this.gateway.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
	}

	@Test
	void everyOperationIsListedWithWhatItNeeds() {
		Map<String, JsonNode> operations = operations(this.browser.get("/api/operations"));
		assertThat(operations).hasSize(97);
		JsonNode albums = operations.get("PUT /v1/me/albums");
		assertThat(albums.propertyNames()).containsExactly("id", "method", "path", "area", "tokenKind", "availability",
				"offered", "insteadBy", "requiredScopes", "optionalScopes", "allowed", "missingScopes",
				"missingTokenScope", "consentUrl");
		assertThat(albums.get("area").asString()).isEqualTo("library");
		assertThat(albums.get("tokenKind").asString()).isEqualTo("user");
		assertThat(albums.get("availability").asString()).isEqualTo("apps-before-2026-02-11");
		assertThat(albums.get("requiredScopes").get(0).get(0).asString()).isEqualTo("user-library-modify");
		assertThat(operations.get("GET /v1/albums/{id}").get("tokenKind").asString()).isEqualTo("app");
	}

	@Test
	void missingScopeComesWithTheLinkThatAsksForIt() {
		JsonNode before = operations(this.browser.get("/api/operations")).get("GET /v1/me/albums");
		assertThat(before.get("allowed").asBoolean()).isFalse();
		assertThat(before.get("missingScopes").get(0).asString()).isEqualTo("user-library-read");
		String consent = before.get("consentUrl").asString().substring(this.gateway.url().toString().length());
		this.browser.get(this.browser.agree(this.browser.startLogin(consent), SimulatedUser.ALICE));
		Map<String, JsonNode> after = operations(this.browser.get("/api/operations"));
		assertThat(after.get("GET /v1/me/albums").get("allowed").asBoolean()).isTrue();
		assertThat(after.get("GET /v1/me/albums").get("consentUrl").isNull()).isTrue();
		assertThat(after.get("GET /v1/me/player/currently-playing").get("allowed").asBoolean()).isTrue();
		assertThat(this.browser.get("/v1/me/albums").statusCode()).isEqualTo(200);
	}

	@Test
	void apiTokenIsToldWhichScopeItLacks() {
		Browser program = this.gateway.newBrowser();
		Map<String, JsonNode> operations = operations(
				program.get("/api/operations", "Authorization", "Bearer " + this.browser.mintToken("read")));
		assertThat(operations.get("GET /v1/albums/{id}").get("allowed").asBoolean()).isTrue();
		assertThat(operations.get("PUT /v1/me/player/pause").get("missingTokenScope").asString()).isEqualTo("player");
		assertThat(operations.get("PUT /v1/me/player/pause").get("allowed").asBoolean()).isFalse();
	}

	@Test
	void whoHasNoConnectionIsSentToSignIn() {
		this.browser.call("DELETE", "/api/me/connection", null);
		Map<String, JsonNode> operations = operations(this.browser.get("/api/operations"));
		assertThat(operations.get("GET /v1/albums/{id}").get("allowed").asBoolean()).isTrue();
		JsonNode profile = operations.get("GET /v1/me");
		assertThat(profile.get("allowed").asBoolean()).isFalse();
		assertThat(profile.get("consentUrl").asString()).startsWith(this.gateway.url() + "/oauth2/authorization/");
	}

	@Test
	void nobodyElseIsTold() {
		assertThat(this.gateway.newBrowser().get("/api/operations").statusCode()).isEqualTo(401);
		assertThat(this.gateway.newBrowser().get("/api/operations", "Authorization", "Bearer x").statusCode())
			.isEqualTo(401);
		assertThat(this.gateway.newBrowser()
			.get("/api/operations", "Authorization", "Bearer " + this.browser.mintToken("player"))
			.statusCode()).isEqualTo(403);
		assertThat(this.browser.call("POST", "/api/operations", null).statusCode()).isEqualTo(405);
	}

	private static Map<String, JsonNode> operations(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		Map<String, JsonNode> operations = new LinkedHashMap<>();
		for (JsonNode operation : Json.read(response).get("operations")) {
			operations.put(operation.get("method").asString() + " " + operation.get("path").asString(), operation);
		}
		return operations;
	}

}
