package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a company's user links a Spotify account, and everyone who should not.
 */
class LinkJourneyTests {

	private final CompanyGateway company = CompanyGateway.shared();

	private final Gateway gateway = this.company.gateway();

	private final Browser visitor = this.gateway.newBrowser();

	private final String ann = this.company.issuer().token("ann");

	private final String mallory = this.company.issuer().token("mallory");

	@Test
	void userWithoutAnAccountIsToldWhereToLinkOne() {
		JsonNode connection = connection(this.ann);
		assertThat(connection.propertyNames()).containsExactly("state", "linkUrl");
		assertThat(connection.get("state").asString()).isEqualTo("not-linked");
		assertThat(connection.get("linkUrl").asString()).startsWith(this.gateway.url() + "/link/");
	}

	@Test
	void accountIsLinkedOnceTheUserBringsTheCode() {
		String code = this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		assertThat(connection(this.ann).get("state").asString()).isEqualTo("not-linked");
		assertThat(this.company.get("/api/me", this.ann).statusCode()).isEqualTo(403);
		HttpResponse<String> confirmed = this.company.confirm(this.ann, code);
		assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
		assertThat(Json.read(confirmed).get("state").asString()).isEqualTo("connected");
		assertThat(Json.read(this.company.get("/api/me", this.ann)).get("id").asString()).isEqualTo("alice");
		assertThat(connection(this.ann).propertyNames()).containsExactly("state", "scopes", "authorizedAt",
				"reauthorizeBy", "linkUrl");
	}

	@ParameterizedTest
	@ValueSource(strings = { "lower", "spaced", "joined" })
	void codeMayBeTypedAsPeopleDo(String how) {
		String code = this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		String typed = switch (how) {
			case "lower" -> code.toLowerCase();
			case "spaced" -> code.replace("-", " ");
			default -> code.replace("-", "");
		};
		assertThat(this.company.confirm(this.ann, typed).statusCode()).isEqualTo(200);
	}

	@Test
	void linkOfOnesOwnSentToSomebodyElseGainsNothing() {
		String malloryLink = this.company.link(this.mallory);
		Browser victim = this.gateway.newBrowser();
		String code = this.company.giveAndReadCode(victim, malloryLink, SimulatedUser.ALICE);
		assertThat(connection(this.mallory).get("state").asString()).isEqualTo("not-linked");
		assertThat(this.company.get("/api/me", this.mallory).statusCode()).isEqualTo(403);
		assertThat(this.company.get("/v1/me", this.mallory).statusCode()).isEqualTo(403);
		// nor can the victim's own company user take it, whatever the victim does
		assertWrong(this.company.confirm(this.ann, code));
		// and without the code the one who sent it cannot
		IntStream.range(0, 10).forEach((index) -> assertWrong(this.company.confirm(this.mallory, "BBBB-BBBB")));
		assertWrong(this.company.confirm(this.mallory, code));
		assertThat(connections()).isZero();
	}

	@Test
	void codeOfAnotherUserIsWrong() {
		String code = this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		assertWrong(this.company.confirm(this.mallory, code));
		assertThat(this.company.confirm(this.ann, code).statusCode()).isEqualTo(200);
		assertThat(connection(this.mallory).get("state").asString()).isEqualTo("not-linked");
	}

	@Test
	void codeIsGoodOnce() {
		String code = this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		this.company.confirm(this.ann, code);
		this.company.send("DELETE", "/api/me/connection", null, this.ann);
		assertWrong(this.company.confirm(this.ann, code));
		assertThat(connections()).isZero();
	}

	@Test
	void fifthCodeMayBeRightAndTheSixthNot() {
		String code = this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		IntStream.range(0, 4).forEach((index) -> assertWrong(this.company.confirm(this.ann, "BBBB-BBBB")));
		assertThat(this.company.confirm(this.ann, code).statusCode()).isEqualTo(200);
		String other = this.company.giveAndReadCode(this.gateway.newBrowser(), this.company.link(this.ann),
				SimulatedUser.BOB);
		IntStream.range(0, 5).forEach((index) -> assertWrong(this.company.confirm(this.ann, "BBBB-BBBB")));
		assertWrong(this.company.confirm(this.ann, other));
		assertThat(Json.read(this.company.get("/api/me", this.ann)).get("id").asString()).isEqualTo("alice");
	}

	@Test
	void manyCodesAtOnceAreNoMoreThanFive() throws Exception {
		String code = this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		ExecutorService callers = Executors.newFixedThreadPool(20);
		try {
			List<Callable<Integer>> calls = IntStream.range(0, 20)
				.<Callable<Integer>>mapToObj((index) -> () -> this.company.confirm(this.ann, "BBBB-BBBB").statusCode())
				.toList();
			for (Future<Integer> call : callers.invokeAll(calls)) {
				assertThat(call.get()).isEqualTo(400);
			}
		}
		finally {
			callers.shutdownNow();
		}
		assertWrong(this.company.confirm(this.ann, code));
	}

	@Test
	void codeAtTheSameTimeTwiceLinksOnce() throws Exception {
		String code = this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		ExecutorService callers = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Integer>> calls = IntStream.range(0, 4)
				.<Callable<Integer>>mapToObj((index) -> () -> this.company.confirm(this.ann, code).statusCode())
				.toList();
			List<Integer> statuses = callers.invokeAll(calls).stream().map(LinkJourneyTests::join).toList();
			assertThat(statuses).containsOnlyOnce(200);
		}
		finally {
			callers.shutdownNow();
		}
		assertThat(connections()).isOne();
	}

	@Test
	void linkIsGoodForOneGrant() {
		String link = this.company.link(this.ann);
		Browser other = this.gateway.newBrowser();
		URI othersWay = Browser.location(this.company.press(other, link));
		this.company.giveAndReadCode(this.visitor, link, SimulatedUser.ALICE);
		assertOver(this.visitor.get(link));
		// who was on the way already comes too late as well
		HttpResponse<String> late = other.get(other.agree(othersWay, SimulatedUser.BOB));
		assertThat(Browser.location(late).getPath()).isEqualTo("/login/failed/link_over");
		assertThat(links()).isOne();
	}

	@Test
	void linkStaysUsedAfterItsGrantWasTaken() {
		String link = this.company.link(this.ann);
		this.company.confirm(this.ann, this.company.giveAndReadCode(this.visitor, link, SimulatedUser.ALICE));
		assertOver(this.gateway.newBrowser().get(link));
	}

	@Test
	void grantThatWaitedTooLongIsNobodys() {
		String code = this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		this.gateway.database()
			.sql("update link set expires_at = ?")
			.param(OffsetDateTime.now().minusSeconds(1))
			.update();
		assertWrong(this.company.confirm(this.ann, code));
	}

	@Test
	void linkThatWasChangedIsNone() {
		String link = this.company.link(this.ann);
		int middle = link.length() - 40;
		char other = (link.charAt(middle) == 'A') ? 'B' : 'A';
		assertOver(this.visitor.get(link.substring(0, middle) + other + link.substring(middle + 1)));
		assertOver(this.visitor.get(link.substring(0, link.length() - 5)));
		assertOver(this.visitor.get("/link/x"));
		assertOver(this.visitor.get("/link/" + "a".repeat(2000)));
		assertOver(this.visitor.get("/link"));
	}

	@Test
	void anotherSpellingOfALinkIsNoSecondOne() {
		String link = this.company.link(this.ann);
		this.company.giveAndReadCode(this.visitor, link, SimulatedUser.ALICE);
		String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
		// the last letter of base64url may stand for bits that nobody reads
		for (char last : alphabet.toCharArray()) {
			assertOver(this.visitor.get(link.substring(0, link.length() - 1) + last));
		}
	}

	@Test
	void pageSaysInPlainWordsWhoGetsAccess() {
		String token = this.company.issuer()
			.sign((claims) -> claims.subject("<b>u-1</b>")
				.claim("name", "Ann \u202e<script>alert(1)</script>{{csrfToken}}"));
		String page = this.visitor.get(this.company.link(token)).body();
		assertThat(page).contains("Ann &lt;script&gt;alert(1)&lt;/script&gt;{{csrfToken}}", "&lt;b&gt;u-1&lt;/b&gt;",
				this.company.issuer().name(), "will get access to the Spotify account", "Go on only if this is you");
		assertThat(page).doesNotContain("<script", "\u202e", "{{base}}");
	}

	@Test
	void pageCannotBeFramedNorSendItsFormElsewhere() {
		HttpResponse<String> page = this.visitor.get(this.company.link(this.ann));
		String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
		assertThat(policy).contains("frame-ancestors 'none'", "default-src 'none'",
				"form-action 'self' " + this.gateway.spotify().accountsUrl());
		assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
		assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
		assertThat(page.headers().firstValue("Cache-Control")).hasValue("private, no-store");
	}

	@Test
	void openingALinkChangesNothing() {
		String link = this.company.link(this.ann);
		this.visitor.get(link);
		this.visitor.get(link);
		assertThat(links()).isZero();
		assertThat(this.visitor.get(link).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "'', same-origin", "_csrf=wrong, same-origin", "right, cross-site" })
	void buttonCountsOnlyWhenItWasPressedOnThePage(String form, String site) {
		String link = this.company.link(this.ann);
		this.visitor.get(link);
		String token = this.visitor.cookies().get("__Host-sgw-csrf");
		HttpResponse<String> response = this.visitor.submit(link, form.replace("right", "_csrf=" + token),
				"Sec-Fetch-Site", site);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.headers().firstValue("Location")).isEmpty();
	}

	@Test
	void browserThatGivesAGrantIsNotSignedIn() {
		this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		assertThat(this.visitor.cookies()).doesNotContainKey("__Host-sgw-session");
		assertThat(this.visitor.get("/api/me").statusCode()).isEqualTo(401);
		assertThat(this.gateway.database().sql("select count(*) from connection").query(Long.class).single()).isZero();
	}

	@Test
	void browserThatIsSignedInStaysWhoItIs() {
		this.visitor.signIn(SimulatedUser.BOB);
		this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.ALICE);
		assertThat(Json.read(this.visitor.get("/api/me")).get("id").asString()).isEqualTo("bob");
	}

	@Test
	void codeIsForTheBrowserThatGaveTheGrantAlone() {
		HttpResponse<String> callback = this.company.give(this.visitor, this.company.link(this.ann),
				SimulatedUser.ALICE);
		assertThat(Browser.location(callback)).isEqualTo(this.gateway.url().resolve("/link"));
		assertOver(this.gateway.newBrowser().get("/link"));
		HttpResponse<String> page = this.visitor.get("/link");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Tell nobody this code", "ann", this.company.issuer().name());
	}

	@Test
	void callbackInAnotherBrowserGivesNothing() {
		URI way = Browser.location(this.company.press(this.visitor, this.company.link(this.ann)));
		URI callback = this.visitor.agree(way, SimulatedUser.ALICE);
		assertThat(this.gateway.newBrowser().get(callback).statusCode()).isEqualTo(400);
		assertThat(links()).isZero();
	}

	@Test
	void spotifyIsToAskEveryTime() {
		URI way = Browser.location(this.company.press(this.visitor, this.company.link(this.ann)));
		assertThat(way.getQuery()).contains("show_dialog=true", "code_challenge_method=S256",
				"redirect_uri=" + this.gateway.url() + "/login/oauth2/code/spotify");
	}

	@Test
	void renewingKeepsWhatWasGrantedAndAddsWhatIsWanted() {
		this.company.link(this.ann, SimulatedUser.ALICE);
		String first = this.company.link(this.ann, "?scopes=user-top-read,nonsense");
		this.company.confirm(this.ann,
				this.company.giveAndReadCode(this.gateway.newBrowser(), first, SimulatedUser.ALICE));
		String second = this.company.link(this.ann, "?scopes=user-library-read");
		this.company.confirm(this.ann,
				this.company.giveAndReadCode(this.gateway.newBrowser(), second, SimulatedUser.ALICE));
		assertThat(connection(this.ann).get("scopes").valueStream().map(JsonNode::asString))
			.contains("user-read-private", "user-top-read", "user-library-read")
			.doesNotContain("nonsense");
	}

	@ParameterizedTest
	@MethodSource("listsThatAreNone")
	void listOfScopesThatIsNoneIsRefused(String scopes) {
		String path = "/api/me/connection?scopes=" + scopes;
		HttpResponse<String> response = this.company.get(path, this.ann);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		JsonNode problem = Json.read(response);
		assertThat(problem.get("type").asString()).endsWith(":invalid-request");
		assertThat(problem.get("detail").asString()).contains("scopes", "30");
		assertThat(problem.get("remedy").asString()).contains("user-top-read");
		assertThat(problem.has("linkUrl")).isFalse();
		assertThat(response.body()).hasSizeLessThan(1000);
	}

	static Stream<String> listsThatAreNone() {
		return Stream.of(scopes(31), "a".repeat(51), "a".repeat(5000), "user-top-read,,x", "User-Top-Read",
				"user%20read", "user-top-read%0d%0aX:y", "%00", "%3Cscript%3E", "%F0%9F%8E%B5", "user-top-read;x");
	}

	@Test
	void listOfScopesMayHaveThirty() {
		assertThat(this.company.link(this.ann, "?scopes=" + scopes(30))).hasSizeLessThan(2000);
		assertThat(this.company.link(this.ann, "?scopes=")).hasSizeLessThan(2000);
	}

	@Test
	void userOfTheCompanyDisconnectsTheAccount() {
		this.company.link(this.ann, SimulatedUser.ALICE);
		assertThat(this.company.send("DELETE", "/api/me/connection", null, this.ann).statusCode()).isEqualTo(204);
		assertThat(connection(this.ann).get("state").asString()).isEqualTo("not-linked");
	}

	@Test
	void endedGrantIsRenewedOverALink() {
		this.gateway.spotify().accessTokenLifetime(java.time.Duration.ofSeconds(30));
		this.company.link(this.ann, SimulatedUser.ALICE);
		this.gateway.spotify().revoke(SimulatedUser.ALICE);
		HttpResponse<String> refused = this.company.get("/api/me", this.ann);
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
		assertThat(Json.read(refused).get("type").asString()).endsWith(":reauthorization-required");
		assertThat(Json.read(refused).has("loginUrl")).isFalse();
		assertThat(connection(this.ann).get("state").asString()).isEqualTo("reauthorize");
		this.company.link(this.ann, SimulatedUser.ALICE);
		assertThat(this.company.get("/api/me", this.ann).statusCode()).isEqualTo(200);
	}

	@Test
	void whoIsNoUserOfTheCompanyHasNoLinkAndNoCode() {
		this.visitor.signIn(SimulatedUser.ALICE);
		assertThat(Json.read(this.visitor.get("/api/me/connection")).has("linkUrl")).isFalse();
		String code = this.company.giveAndReadCode(this.gateway.newBrowser(), this.company.link(this.ann),
				SimulatedUser.BOB);
		HttpResponse<String> session = this.visitor.call("POST", "/api/me/connection", "{\"code\":\"" + code + "\"}");
		assertThat(session.statusCode()).isEqualTo(403);
		HttpResponse<String> apiToken = this.company.confirm(this.visitor.mintToken("read", "raw"), code);
		assertThat(apiToken.statusCode()).isEqualTo(403);
		HttpResponse<String> nobody = this.gateway.newBrowser()
			.send("POST", this.gateway.url().resolve("/api/me/connection"), "{\"code\":\"" + code + "\"}");
		assertThat(nobody.statusCode()).isIn(401, 403);
		assertThat(this.company.confirm(this.ann, code).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spotify.read", "spotify.player", "spotify.library", "spotify.playlists", "spotify.raw",
			"spotify.read spotify.player spotify.library spotify.playlists spotify.raw" })
	void tokenWithoutTheScopeLinkNeitherLinksNorEndsIt(String scope) {
		this.company.link(this.ann, SimulatedUser.ALICE);
		String other = this.company.issuer().token("ann", scope);
		String code = this.company.giveAndReadCode(this.visitor, this.company.link(this.ann), SimulatedUser.BOB);
		assertLacksLink(this.company.confirm(other, code));
		assertLacksLink(this.company.send("DELETE", "/api/me/connection", null, other));
		JsonNode connection = connection(other);
		assertThat(connection.get("state").asString()).isEqualTo("connected");
		assertThat(connection.has("linkUrl")).isFalse();
		assertThat(Json.read(this.company.get("/api/me", this.ann)).get("id").asString()).isEqualTo("alice");
	}

	@Test
	void tokenWithoutTheScopeLinkIsToldThatNothingIsLinked() {
		JsonNode connection = connection(this.company.issuer().token("ann", "spotify.read"));
		assertThat(connection.propertyNames()).containsExactly("state");
		assertThat(connection.get("state").asString()).isEqualTo("not-linked");
	}

	@Test
	void tokenWithTheScopeLinkAloneLinksAndEndsItAndReadsNothing() {
		String linker = this.company.issuer().token("ann", "spotify.link");
		this.company.link(linker, SimulatedUser.ALICE);
		assertThat(connection(linker).get("state").asString()).isEqualTo("connected");
		for (String path : List.of("/api/me", "/api/me/now-playing", "/api/operations", "/v1/me")) {
			assertThat(this.company.get(path, linker).statusCode()).as(path).isEqualTo(403);
		}
		assertThat(this.company.send("DELETE", "/api/me/connection", null, linker).statusCode()).isEqualTo(204);
		assertThat(connection(linker).get("state").asString()).isEqualTo("not-linked");
	}

	@Test
	void databaseHoldsNeitherTheLinkNorTheCodeNorTheGrantInClear() {
		String link = this.company.link(this.ann);
		String code = this.company.giveAndReadCode(this.visitor, link, SimulatedUser.ALICE);
		assertThat(DatabaseDump.of(this.gateway.database())).doesNotContain(link.substring("/link/".length()), code,
				code.replace("-", ""), "SIMACCESS-", "SIMREFRESH-");
	}

	@Test
	void twoUsersWithTheSameAccountAreTwo() {
		this.company.link(this.ann, SimulatedUser.ALICE);
		this.company.link(this.mallory, SimulatedUser.ALICE);
		this.company.send("DELETE", "/api/me/connection", null, this.mallory);
		assertThat(this.company.get("/api/me", this.ann).statusCode()).isEqualTo(200);
	}

	private JsonNode connection(String token) {
		return Json.read(this.company.get("/api/me/connection", token));
	}

	private static String scopes(int count) {
		return IntStream.range(0, count).mapToObj((index) -> "a" + "b".repeat(index)).collect(Collectors.joining(","));
	}

	private long connections() {
		return this.gateway.database().sql("select count(*) from connection").query(Long.class).single();
	}

	private long links() {
		return this.gateway.database().sql("select count(*) from link").query(Long.class).single();
	}

	private static void assertWrong(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		assertThat(Json.read(response).get("type").asString()).endsWith(":wrong-link-code");
	}

	private static void assertLacksLink(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
		assertThat(Json.read(response).get("type").asString()).endsWith(":insufficient-token-scope");
		assertThat(Json.read(response).get("requiredTokenScope").asString()).isEqualTo("link");
	}

	private static void assertOver(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(410);
		assertThat(response.body()).contains("This link is over");
	}

	private static int join(Future<Integer> call) {
		try {
			return call.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
