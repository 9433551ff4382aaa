package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;

import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * No sign-in costs a user scopes that were granted before, wherever it begins.
 */
class ScopeJourneyTests {

	private static final String LOGIN = "/oauth2/authorization/spotify";

	private static final Set<String> CONFIGURED = Set.of("user-read-private", "user-read-email",
			"user-read-currently-playing");

	private final Gateway gateway = Gateway.shared();

	private final Browser earlier = this.gateway.newBrowser();

	private final Browser browser = this.gateway.newBrowser();

	private String token;

	@BeforeEach
	void grantMoreThanIsConfigured() {
		forgetGrants();
		URI authorize = this.earlier.startLogin(LOGIN + "?scope=user-top-read,playlist-read-private");
		this.earlier.get(this.earlier.agree(authorize, SimulatedUser.ALICE));
		this.token = this.earlier.mintToken();
		this.gateway.spotify().requests().clear();
	}

	@AfterEach
	void forgetGrants() {
		this.gateway.database().sql("delete from connection").update();
	}

	@Test
	void browserThatWasNotSignedInIsAskedOnceMoreForEverythingGranted() {
		URI second = secondRound(signIn(LOGIN));
		assertThat(scopes(second)).isEqualTo(with("user-top-read", "playlist-read-private"));
		HttpResponse<String> callback = this.browser.get(this.browser.agree(second, SimulatedUser.ALICE));
		assertThat(Browser.location(callback)).isEqualTo(this.gateway.url().resolve("/"));
		assertThat(granted()).isEqualTo(with("user-top-read", "playlist-read-private"));
	}

	@Test
	void browserThatIsSignedInIsAskedOnce() {
		URI authorize = this.earlier.startLogin(LOGIN);
		assertThat(scopes(authorize)).isEqualTo(with("user-top-read", "playlist-read-private"));
		HttpResponse<String> callback = this.earlier.get(this.earlier.agree(authorize, SimulatedUser.ALICE));
		assertThat(Browser.location(callback)).isEqualTo(this.gateway.url().resolve("/"));
	}

	@Test
	void wayBackIsKeptThroughBothRounds() {
		URI second = secondRound(signIn(LOGIN + "?return_to=%2Fa%2Fb%3Fc%3Dd%26e%3Df%2520g"));
		HttpResponse<String> callback = this.browser.get(this.browser.agree(second, SimulatedUser.ALICE));
		assertThat(Browser.location(callback)).isEqualTo(URI.create(this.gateway.url() + "/a/b?c=d&e=f%20g"));
	}

	@Test
	void scopesWantedInTheFirstRoundAreAskedForInTheSecond() {
		URI second = secondRound(signIn(LOGIN + "?scope=user-library-read"));
		this.browser.get(this.browser.agree(second, SimulatedUser.ALICE));
		assertThat(granted()).isEqualTo(with("user-top-read", "playlist-read-private", "user-library-read"));
	}

	@Test
	void firstRoundSignsInAndLeavesTheGrantAsItIs() {
		String accessToken = bearerOfNowPlaying();
		HttpResponse<String> callback = signIn(LOGIN);
		assertThat(Browser.location(callback)).hasPath(LOGIN);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(granted()).isEqualTo(with("user-top-read", "playlist-read-private"));
		assertThat(bearerOfNowPlaying()).isEqualTo(accessToken);
	}

	@Test
	void cancellingTheSecondRoundCostsNothing() {
		Instant authorizedAt = endsInADay();
		URI second = secondRound(signIn(LOGIN));
		HttpResponse<String> cancelled = this.browser.get(this.gateway.spotify().refuse(second));
		assertThat(this.browser.get(Browser.location(cancelled)).body()).contains("You did not agree");
		assertThat(granted()).isEqualTo(with("user-top-read", "playlist-read-private"));
		assertThat(instant("authorizedAt")).isEqualTo(authorizedAt);
		assertThat(nowPlaying().statusCode()).isEqualTo(200);
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
	}

	@Test
	void secondRoundRenewsTheSixMonths() {
		endsInADay();
		URI second = secondRound(signIn(LOGIN));
		this.browser.get(this.browser.agree(second, SimulatedUser.ALICE));
		assertThat(instant("authorizedAt")).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
		assertThat(instant("reauthorizeBy")).isAfter(Instant.now().plus(180, ChronoUnit.DAYS));
	}

	@Test
	void whatSpotifyNoLongerGrantsIsGoneAfterOneMoreRound() {
		this.gateway.spotify().grantOnly("user-read-private", "user-top-read");
		URI second = secondRound(signIn(LOGIN));
		HttpResponse<String> callback = this.browser.get(this.browser.agree(second, SimulatedUser.ALICE));
		assertThat(Browser.location(callback)).isEqualTo(this.gateway.url().resolve("/"));
		assertThat(granted()).containsExactlyInAnyOrder("user-read-private", "user-top-read");
		assertThat(this.gateway.spotify().requests().to("/api/token")).hasSize(2);
	}

	@Test
	void signedInUserWhoIsGrantedLessIsNotAskedAgain() {
		this.gateway.spotify().grantOnly("user-read-private");
		URI authorize = this.earlier.startLogin(LOGIN);
		HttpResponse<String> callback = this.earlier.get(this.earlier.agree(authorize, SimulatedUser.ALICE));
		assertThat(Browser.location(callback)).isEqualTo(this.gateway.url().resolve("/"));
		assertThat(granted()).containsExactly("user-read-private");
	}

	@Test
	void browserThatLosesItsSessionInBetweenIsNotSentRoundInCircles() {
		URI again = Browser.location(signIn(LOGIN));
		this.browser.cookies().remove("__Host-sgw-session");
		URI second = Browser.location(this.browser.get(again));
		HttpResponse<String> callback = this.browser.get(this.browser.agree(second, SimulatedUser.ALICE));
		assertThat(Browser.location(callback)).isEqualTo(this.gateway.url().resolve("/"));
		assertThat(granted()).isEqualTo(with("user-top-read", "playlist-read-private"));
	}

	@Test
	void grantThatEndedWorksAfterTheFirstRoundAndHasItsScopesBackAfterTheSecond() {
		end();
		assertThat(nowPlaying().statusCode()).isEqualTo(401);
		HttpResponse<String> callback = signIn(LOGIN);
		assertThat(nowPlaying().statusCode()).isEqualTo(200);
		URI second = secondRound(callback);
		this.browser.get(this.browser.agree(second, SimulatedUser.ALICE));
		assertThat(granted()).isEqualTo(with("user-top-read", "playlist-read-private"));
	}

	@Test
	void endedGrantIsAskedForWithItsScopesByABrowserThatIsSignedIn() {
		end();
		assertThat(nowPlaying().statusCode()).isEqualTo(401);
		assertThat(scopes(this.earlier.startLogin(LOGIN))).isEqualTo(with("user-top-read", "playlist-read-private"));
	}

	@Test
	void signingInAsAnotherUserTouchesNeitherUsersScopes() {
		this.browser.signIn(SimulatedUser.BOB);
		URI second = secondRound(signIn(LOGIN));
		this.browser.get(this.browser.agree(second, SimulatedUser.ALICE));
		assertThat(granted()).isEqualTo(with("user-top-read", "playlist-read-private"));
		Browser bob = this.gateway.newBrowser();
		bob.signIn(SimulatedUser.BOB);
		assertThat(scopes(Json.read(bob.get("/api/me/connection")))).isEqualTo(CONFIGURED);
	}

	private HttpResponse<String> signIn(String path) {
		return this.browser.get(this.browser.agree(this.browser.startLogin(path), SimulatedUser.ALICE));
	}

	private URI secondRound(HttpResponse<String> callback) {
		assertThat(callback.statusCode()).isEqualTo(303);
		assertThat(Browser.location(callback)).hasPath(LOGIN);
		return Browser.location(this.browser.get(Browser.location(callback)));
	}

	private void end() {
		this.gateway.spotify().revoke(SimulatedUser.ALICE);
		this.gateway.database()
			.sql("update connection set access_issued_at = current_timestamp - interval '1' hour,"
					+ " access_expires_at = current_timestamp - interval '1' minute")
			.update();
	}

	private Instant endsInADay() {
		Instant authorizedAt = Instant.now().minus(180, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
		OffsetDateTime end = Instant.now().plus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC);
		this.gateway.database()
			.sql("update connection set authorized_at = ?, reauthorize_by = ?")
			.params(authorizedAt.atOffset(ZoneOffset.UTC), end)
			.update();
		return authorizedAt;
	}

	private HttpResponse<String> nowPlaying() {
		return withToken("/api/me/now-playing");
	}

	private String bearerOfNowPlaying() {
		nowPlaying();
		RecordedRequest request = this.gateway.spotify()
			.requests()
			.all()
			.stream()
			.reduce((first, last) -> last)
			.orElseThrow();
		return request.headers().get("Authorization");
	}

	private Set<String> granted() {
		return scopes(connection());
	}

	private Instant instant(String name) {
		return Instant.parse(connection().get(name).asString());
	}

	private JsonNode connection() {
		return Json.read(withToken("/api/me/connection"));
	}

	private HttpResponse<String> withToken(String path) {
		return this.gateway.newBrowser().get(path, "Authorization", "Bearer " + this.token);
	}

	private static Set<String> scopes(JsonNode connection) {
		Set<String> scopes = new TreeSet<>();
		connection.get("scopes").forEach((scope) -> scopes.add(scope.asString()));
		return scopes;
	}

	private static Set<String> scopes(URI authorize) {
		String scope = UriComponentsBuilder.fromUri(authorize).build().getQueryParams().getFirst("scope");
		return Set.of(StringUtils.tokenizeToStringArray(scope.replace("%20", " ").replace('+', ' '), " "));
	}

	private static Set<String> with(String... more) {
		Set<String> scopes = new TreeSet<>(CONFIGURED);
		scopes.addAll(Set.of(more));
		return scopes;
	}

}
