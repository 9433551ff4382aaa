package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the audit trail says of what people and programs do.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractAuditJourneyTests {

	private static final String ALICE = SimulatedUser.ALICE.accountId();

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private Gateway gateway;

	private Browser browser;

	abstract List<String> database();

	@BeforeAll
	void start() {
		this.gateway = Gateway.start(this.spotify, database().toArray(String[]::new));
	}

	@BeforeEach
	void forget() {
		this.spotify.reset();
		this.gateway.database().sql("delete from connection").update();
		this.browser = this.gateway.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
		await("login", "success", ALICE);
		this.gateway.database().sql("delete from audit_event").update();
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void tellsWhoSignedInFromWhereAndWithWhichRequest() {
		HttpResponse<String> callback = this.browser.signIn(SimulatedUser.ALICE);
		String requestId = callback.headers().firstValue("X-Request-Id").orElseThrow();
		Map<String, Object> login = await("login",
				(event) -> requestId.equals(event.get("request_id")) && ALICE.equals(event.get("actor")));
		assertThat(login).containsEntry("address", "127.0.0.1")
			.containsEntry("outcome", "success")
			.containsEntry("occurrences", 1);
	}

	@Test
	void tellsNothingOfLoginsThatAreOnlyBegun() {
		this.gateway.newBrowser().get("/oauth2/authorization/spotify");
		this.browser.call("POST", "/logout", null);
		await("logout", "success", ALICE);
		assertThat(this.gateway.database()
			.sql("select type from audit_event where type <> 'login' or outcome <> 'success'")
			.query(String.class)
			.list()).containsExactly("logout");
	}

	@Test
	void tellsOfALoginThatFailed() {
		URI callback = this.browser.agree(this.browser.startLogin("/oauth2/authorization/spotify"),
				SimulatedUser.ALICE);
		this.spotify.on("/api/token").once(Fault.golden("token-400-invalid-client.json"));
		this.browser.get(callback);
		assertThat(await("login", "failure", null)).containsEntry("reason", "client_refused")
			.containsEntry("address", "127.0.0.1");
	}

	@Test
	void tellsOfALogout() {
		this.browser.call("POST", "/logout", null);
		await("logout", "success", ALICE);
	}

	@Test
	void tellsOfScopesThatWereGranted() {
		URI login = this.browser.startLogin("/oauth2/authorization/spotify?scope=user-read-playback-state");
		this.browser.get(this.browser.agree(login, SimulatedUser.ALICE));
		await("consent-extended", "success", ALICE);
	}

	@Test
	void tellsOfApiTokensByTheirIds() {
		String id = Json.read(this.browser.call("POST", "/api/tokens", "{\"name\":\"x\"}")).get("id").asString();
		assertThat(await("api-token-minted", "success", ALICE)).containsEntry("subject", id);
		this.browser.call("DELETE", "/api/tokens/" + id, null);
		assertThat(await("api-token-revoked", "success", ALICE)).containsEntry("subject", id);
	}

	@Test
	void tellsOfWrongTokens() {
		this.gateway.newBrowser().get("/api/me", "Authorization", "Bearer sgw_pat_wrong");
		assertThat(await("bearer-refused", "denied", null)).containsEntry("reason", "invalid-token")
			.containsEntry("address", "127.0.0.1");
	}

	@Test
	void tellsOfWhatWasDenied() {
		String token = this.browser.mintToken("player");
		Browser program = this.gateway.newBrowser();
		program.get("/api/me", "Authorization", "Bearer " + token);
		program.get("/v1/me", "Authorization", "Bearer " + token);
		program.get("/api/tokens", "Authorization", "Bearer " + token);
		this.browser.send("POST", this.gateway.url().resolve("/api/tokens"), "{\"name\":\"x\"}");
		this.browser.send("POST", this.gateway.url().resolve("/api/tokens"), "{\"name\":\"x\"}", "Sec-Fetch-Site",
				"cross-site");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(reasons("access-denied", ALICE)).containsExactlyInAnyOrder(
					"insufficient-token-scope", "insufficient-token-scope", "session-required", "csrf-token-required",
					"cross-site-request"));
	}

	@Test
	void tellsOfDevices() {
		Device approved = Device.begin(this.gateway, "client_name=television");
		this.browser.call("POST", approved.path() + "/approval", null);
		await("device-login-approved", "success", ALICE);
		Device.poll(this.gateway, approved.deviceCode());
		await("api-token-minted", "success", ALICE);
		this.browser.call("POST", Device.begin(this.gateway, "client_name=radio").path() + "/refusal", null);
		await("device-login-refused", "success", ALICE);
	}

	@Test
	void tellsOfCards() {
		String id = Json.read(this.browser.call("POST", "/api/cards", "{}")).get("id").asString();
		assertThat(await("card-made", "success", ALICE)).containsEntry("subject", id);
		this.browser.call("DELETE", "/api/cards/" + id, null);
		assertThat(await("card-revoked", "success", ALICE)).containsEntry("subject", id);
	}

	@Test
	void tellsOfRefreshesThatFailAndOfGrantsThatEnd() {
		this.spotify.accessTokenLifetime(Duration.ofSeconds(30));
		this.browser.signIn(SimulatedUser.ALICE);
		this.spotify.on("/api/token").once(Fault.status(500));
		this.browser.get("/api/me");
		assertThat(await("refresh", "failure", ALICE)).containsEntry("reason", "unavailable");
		this.spotify.revoke(SimulatedUser.ALICE);
		this.browser.get("/api/me");
		assertThat(await("grant-ended", "failure", ALICE)).containsEntry("reason", "invalid-grant");
	}

	@Test
	void tellsOfUsersWhoDisconnect() {
		this.browser.call("DELETE", "/api/me/connection", null);
		await("disconnected", "success", ALICE);
	}

	@Test
	void tellsOfADisconnectionOnlyWhenThereWasOne() {
		this.browser.call("DELETE", "/api/me/connection", null);
		assertThat(this.browser.call("DELETE", "/api/me/connection", null).statusCode()).isEqualTo(204);
		this.browser.call("POST", "/logout", null);
		await("logout", "success", ALICE);
		assertThat(events("disconnected")).hasSize(1);
	}

	@Test
	void keepsNothingForLongerThanConfigured() {
		this.gateway.database().sql("""
				insert into audit_event (id, happened_at, type, outcome, occurrences)
				values ('old', current_timestamp - interval '91' day, 'login', 'success', 1),
				    ('new', current_timestamp - interval '89' day, 'login', 'success', 1)""").update();
		try (Gateway second = Gateway.start(this.spotify, database().toArray(String[]::new))) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(
						() -> assertThat(second.database().sql("select id from audit_event").query(String.class).list())
							.contains("new")
							.doesNotContain("old"));
		}
	}

	private List<Object> reasons(String type, String actor) {
		return events(type).stream()
			.filter((event) -> actor.equals(event.get("actor")))
			.map((event) -> event.get("reason"))
			.toList();
	}

	private Map<String, Object> await(String type, String outcome, String actor) {
		return await(type,
				(event) -> outcome.equals(event.get("outcome")) && Objects.equals(actor, event.get("actor")));
	}

	private Map<String, Object> await(String type, Predicate<Map<String, Object>> wanted) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> events(type).stream().filter(wanted).findFirst().orElse(null), Objects::nonNull);
	}

	private List<Map<String, Object>> events(String type) {
		return this.gateway.database()
			.sql("select * from audit_event where type = ? order by happened_at")
			.param(type)
			.query()
			.listOfRows();
	}

}
