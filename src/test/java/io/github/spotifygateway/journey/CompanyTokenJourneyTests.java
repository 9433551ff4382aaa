package io.github.spotifygateway.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which tokens of a company let its users in, and what they may do then.
 */
class CompanyTokenJourneyTests {

	private static final RSAKey STRANGERS_KEY = TokenIssuer.newKey();

	private final CompanyGateway company = CompanyGateway.shared();

	private final TokenIssuer issuer = this.company.issuer();

	@Test
	void userOfTheCompanyWhoLinkedAnAccountReadsItsProfile() {
		String token = this.issuer.token("ann");
		this.company.link(token, SimulatedUser.ALICE);
		HttpResponse<String> response = this.company.get("/api/me", token);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		assertThat(Json.read(response).get("id").asString()).isEqualTo("alice");
		assertThat(this.company.get("/v1/me", token).statusCode()).isEqualTo(200);
		assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badTokens")
	void tokenThatIsNotGoodIsRefusedLikeAnApiTokenThatIsNot(String name, String token) {
		HttpResponse<String> response = this.company.get("/api/me/connection", token);
		HttpResponse<String> apiTokens = this.company.get("/api/me/connection", "sgw_pat_" + "0".repeat(36));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
		assertThat(withoutRequestId(response)).isEqualTo(withoutRequestId(apiTokens));
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.isEqualTo(apiTokens.headers().firstValue("WWW-Authenticate"))
			.hasValue("Bearer realm=\"spotify-gateway\", error=\"invalid_token\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "other", "../../../../dev/null", "x' union select 'y" })
	void tokenThatNamesAnUnknownKeyLetsNobodyIn(String id) {
		HttpResponse<String> response = this.company.get("/api/me/connection",
				strangers(this.issuer, (header) -> header.keyID(id)));
		assertThat(response.statusCode()).as(response.body()).isIn(401, 503);
	}

	static Stream<Arguments> badTokens() throws JOSEException {
		TokenIssuer issuer = CompanyGateway.shared().issuer();
		Map<String, String> tokens = new LinkedHashMap<>();
		forged(issuer, tokens);
		tricky(issuer, tokens);
		garbled(issuer, tokens);
		ofAnotherKind(issuer, tokens);
		assertThat(tokens).hasSizeGreaterThan(40);
		return tokens.entrySet().stream().map((token) -> Arguments.of(token.getKey(), token.getValue()));
	}

	private static void forged(TokenIssuer issuer, Map<String, String> tokens) throws JOSEException {
		String good = issuer.token("u-1");
		tokens.put("unsigned", new PlainJWT(issuer.claims().build()).serialize());
		for (String none : List.of("none", "None", "nOnE", "NONE")) {
			tokens.put("alg " + none + " with a signature", withHeader(good, "{\"alg\":\"" + none + "\"}"));
			tokens.put("alg " + none + " without", payloadOnly(withHeader(good, "{\"alg\":\"" + none + "\"}")));
		}
		byte[] publicKey = issuer.key().toRSAPublicKey().getEncoded();
		tokens.put("HS256 with the public key", mac(issuer, publicKey));
		String pem = "-----BEGIN PUBLIC KEY-----\n"
				+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(publicKey)
				+ "\n-----END PUBLIC KEY-----\n";
		tokens.put("HS256 with the public key as PEM", mac(issuer, pem.getBytes(StandardCharsets.US_ASCII)));
		tokens.put("HS256 with the modulus", mac(issuer, issuer.key().getModulus().decode()));
		tokens.put("HS256 with the JWK",
				mac(issuer, issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
		tokens.put("another key under the same id", strangers(issuer, (header) -> {
		}));
		tokens.put("another key without an id", strangers(issuer, (header) -> header.keyID(null)));
		tokens.put("changed payload", good.replace(good.split("\\.")[1], encode("{\"iss\":\"" + issuer.name()
				+ "\",\"sub\":\"admin\",\"aud\":\"spotify-gateway\",\"exp\":9999999999}")));
		tokens.put("another token's signature", good.substring(0, good.lastIndexOf('.'))
				+ issuer.token("u-2").substring(issuer.token("u-2").lastIndexOf('.')));
		tokens.put("no signature", payloadOnly(good));
		tokens.put("ES256 of zeros", withHeader(payloadOnly(good), "{\"alg\":\"ES256\"}") + encode("\0".repeat(64)));
		tokens.put("RSA signature called ES256", withHeader(good, "{\"alg\":\"ES256\"}"));
		tokens.put("RSA signature called PS256", withHeader(good, "{\"alg\":\"PS256\"}"));
	}

	private static void tricky(TokenIssuer issuer, Map<String, String> tokens) {
		URI strangersKeys = URI.create(issuer.name() + "/keys");
		tokens.put("brings its key", strangers(issuer, (header) -> header.jwk(STRANGERS_KEY.toPublicJWK())));
		tokens.put("says where its key is", strangers(issuer, (header) -> header.jwkURL(strangersKeys)));
		tokens.put("says where its certificate is", strangers(issuer, (header) -> header.x509CertURL(strangersKeys)));
		tokens.put("good, but brings a key", issuer.sign((header) -> header.jwk(STRANGERS_KEY.toPublicJWK()), same()));
		tokens.put("good, but names a place", issuer.sign((header) -> header.jwkURL(strangersKeys), same()));
		tokens.put("good, but names a certificate", issuer.sign((header) -> header.x509CertURL(strangersKeys), same()));
		tokens.put("good, but with something critical",
				issuer.sign((header) -> header.criticalParams(Set.of("exp")).customParam("exp", 1), same()));
		tokens.put("payload that is not encoded",
				withHeader(issuer.token("u-1"), "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}"));
	}

	private static void garbled(TokenIssuer issuer, Map<String, String> tokens) throws JOSEException {
		String good = issuer.token("u-1");
		tokens.put("truncated", good.substring(0, good.length() - 4));
		tokens.put("two parts", good.substring(0, good.lastIndexOf('.')));
		tokens.put("four parts", good + ".x");
		tokens.put("only dots", "..");
		tokens.put("no header", good.substring(good.indexOf('.')));
		tokens.put("header is no JSON", "x" + good);
		tokens.put("payload is no JSON", good.replace(good.split("\\.")[1], encode("admin")));
		tokens.put("no algorithm", withHeader(good, "{}"));
		tokens.put("unknown algorithm", withHeader(good, "{\"alg\":\"RS1\"}"));
		tokens.put("algorithm in lower case", withHeader(good, "{\"alg\":\"rs256\"}"));
		tokens.put("longer than 4 KiB", issuer.sign((claims) -> claims.claim("groups", "x".repeat(4000))));
		EncryptedJWT encrypted = new EncryptedJWT(new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM),
				issuer.claims().build());
		encrypted.encrypt(new RSAEncrypter(issuer.key().toPublicJWK()));
		tokens.put("encrypted", encrypted.serialize());
	}

	private static void ofAnotherKind(TokenIssuer issuer, Map<String, String> tokens) {
		for (String type : List.of("logout+jwt", "secevent+jwt", "dpop+jwt", "id_token+jwt", "JOSE")) {
			tokens.put("typ " + type, issuer.sign((header) -> header.type(new JOSEObjectType(type)), same()));
		}
		tokens.put("plain JWT", issuer.sign((header) -> header.type(JOSEObjectType.JWT), same()));
		tokens.put("no typ", issuer.sign((header) -> header.type(null), same()));
		for (String kind : List.of("ID", "Refresh", "Offline", "Logout", "DPoP")) {
			tokens.put("claim typ " + kind, issuer.sign((claims) -> claims.claim("typ", kind)));
		}
		for (String claim : List.of("nonce", "at_hash", "c_hash")) {
			tokens.put("ID token with " + claim, issuer.sign((claims) -> claims.claim(claim, "x")));
		}
		tokens.put("bound to a key", issuer.sign((claims) -> claims.claim("cnf", Map.of("jkt", "x"))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badClaims")
	void claimThatIsMissingOrWrongIsRefused(String name, Consumer<JWTClaimsSet.Builder> change) {
		HttpResponse<String> response = this.company.get("/api/me/connection", this.issuer.sign(change));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
	}

	static Stream<Arguments> badClaims() {
		String issuer = CompanyGateway.shared().issuer().name();
		Instant now = Instant.now();
		Map<String, Consumer<JWTClaimsSet.Builder>> changes = new LinkedHashMap<>();
		changes.put("no issuer", (claims) -> claims.issuer(null));
		changes.put("another issuer", (claims) -> claims.issuer("https://issuer.test"));
		changes.put("issuer with a slash more", (claims) -> claims.issuer(issuer + "/"));
		changes.put("issuer in capitals", (claims) -> claims.issuer(issuer.replace("http", "HTTP")));
		changes.put("no audience", (claims) -> claims.audience((String) null));
		changes.put("another audience", (claims) -> claims.audience("other"));
		changes.put("other audiences", (claims) -> claims.audience(List.of("spotify-gateway2", "spotify")));
		changes.put("no expiry", (claims) -> claims.expirationTime(null));
		changes.put("expired", (claims) -> claims.expirationTime(Date.from(now.minusSeconds(62))));
		changes.put("expiry that is no number", (claims) -> claims.claim("exp", "never"));
		changes.put("not yet", (claims) -> claims.notBeforeTime(Date.from(now.plusSeconds(180))));
		changes.put("no subject", (claims) -> claims.subject(null));
		changes.put("empty subject", (claims) -> claims.subject(""));
		changes.put("blank subject", (claims) -> claims.subject("  "));
		changes.put("subject that is no text", (claims) -> claims.claim("sub", List.of("u-1")));
		changes.put("subject of 256 characters", (claims) -> claims.subject("u".repeat(256)));
		return changes.entrySet().stream().map((change) -> Arguments.of(change.getKey(), change.getValue()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("goodClaims")
	void tokenOfAnIssuerWithOtherHabitsIsTaken(String name, String type, Consumer<JWTClaimsSet.Builder> change) {
		String token = this.issuer.sign((header) -> header.type((type != null) ? new JOSEObjectType(type) : null),
				change);
		assertThat(this.company.get("/api/me/connection", token).statusCode()).isEqualTo(200);
	}

	static Stream<Arguments> goodClaims() {
		Instant now = Instant.now();
		return Stream.of(habit("Keycloak's claim", "at+jwt", (claims) -> claims.claim("typ", "Bearer")),
				habit("full type", "application/at+jwt", same()),
				habit("several audiences", "at+jwt", (claims) -> claims.audience(List.of("other", "spotify-gateway"))),
				habit("no nbf", "at+jwt", (claims) -> claims.notBeforeTime(null)),
				habit("clock that is behind", "at+jwt",
						(claims) -> claims.issueTime(Date.from(now.minusSeconds(300)))
							.notBeforeTime(null)
							.expirationTime(Date.from(now.minusSeconds(20)))),
				habit("clock that is ahead", "at+jwt",
						(claims) -> claims.notBeforeTime(Date.from(now.plusSeconds(30)))),
				habit("scopes as a list", "at+jwt", (claims) -> claims.claim("scope", List.of("x", "spotify.read"))));
	}

	@Test
	void wrongTokenDoesNotFallBackToTheCookie() {
		Browser browser = this.company.gateway().newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
		String expired = this.issuer.sign((claims) -> claims.expirationTime(new Date(0)));
		assertThat(browser.get("/api/me", "Authorization", "Bearer " + expired).statusCode()).isEqualTo(401);
		assertThat(browser.get("/api/me", "Authorization", "Basic " + this.issuer.token("ann")).statusCode())
			.isEqualTo(401);
	}

	@Test
	void goodTokenCountsMoreThanTheCookie() {
		Browser browser = this.company.gateway().newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = browser.get("/api/me/connection", "Authorization",
				"Bearer " + this.issuer.token("ann"));
		assertThat(Json.read(response).get("state").asString()).isEqualTo("not-linked");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Authorization: Bearer %1$s\r\nAuthorization: Bearer %1$s", "Authorization: Bearer  %1$s",
			"Authorization: Bearer\t%1$s", "Authorization: %1$s", "Authorization: Bearer %1$s, Bearer %1$s",
			"Authorization: Bearer %1$s=" })
	void headerIsReadToTheLetter(String headers) {
		String request = "GET /api/me/connection HTTP/1.1\r\nHost: " + this.company.gateway().url().getAuthority()
				+ "\r\n" + headers.formatted(this.issuer.token("ann")) + "\r\nConnection: close\r\n\r\n";
		assertThat(RawHttp.status(RawHttp.send(this.company.gateway().url(), request))).isIn(400, 401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-User", "X-Forwarded-User", "X-Auth-Request-User", "X-Remote-User", "Remote-User",
			"X-Forwarded-Email", "X-Userinfo", "X-Jwt-Assertion", "X-Amzn-Oidc-Data", "Cf-Access-Jwt-Assertion" })
	void headerThatNamesAUserIsNoIdentity(String header) {
		this.company.link(this.issuer.token("ann"), SimulatedUser.ALICE);
		Browser browser = this.company.gateway().newBrowser();
		assertThat(browser.get("/api/me", header, "ann").statusCode()).isEqualTo(401);
		assertThat(browser.get("/api/me", header, this.issuer.token("ann")).statusCode()).isEqualTo(401);
		HttpResponse<String> bens = browser.get("/api/me/connection", "Authorization",
				"Bearer " + this.issuer.token("ben"), header, "ann");
		assertThat(Json.read(bens).get("state").asString()).isEqualTo("not-linked");
	}

	@Test
	void userIsTheSubjectWhateverElseTheTokenSays() {
		this.company.link(this.issuer.token("ann"), SimulatedUser.ALICE);
		String impostor = this.issuer.sign((claims) -> claims.subject("mallory")
			.claim("email", "ann@company.test")
			.claim("preferred_username", "ann")
			.claim("name", "ann"));
		assertThat(Json.read(this.company.get("/api/me/connection", impostor)).get("state").asString())
			.isEqualTo("not-linked");
		String renamed = this.issuer.sign((claims) -> claims.subject("ann").claim("email", "new@company.test"));
		assertThat(this.company.get("/api/me", renamed).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "spotify.read, GET, /v1/me, 200", "spotify.read, PUT, /v1/me/player/pause, 403",
			"spotify.player, GET, /v1/me, 403", "spotify.player, GET, /api/me, 403",
			"spotify.library, PUT, /v1/me/player/pause, 403", "spotify.raw, GET, /v1/me, 200",
			"spotify.raw, GET, /api/me, 403", "other, GET, /api/me, 403", "read, GET, /api/me, 403",
			"other, GET, /api/me/connection, 403", "other, GET, /v1/me, 403", "SCOPE_read, GET, /api/me, 403" })
	void tokenAllowsWhatItsScopesAreMappedTo(String scope, String method, String path, int status) {
		this.company.link(this.issuer.token("ann"), SimulatedUser.ALICE);
		HttpResponse<String> response = this.company.send(method, path, null, this.issuer.token("ann", scope));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /api/tokens", "POST, /api/tokens", "DELETE, /api/tokens", "GET, /api/cards", "POST, /api/cards",
			"GET, /api/device/requests/BBBB-BBBB", "GET, /api/diagnostics" })
	void whatASessionAloneMayDoIsRefused(String method, String path) {
		HttpResponse<String> response = this.company.send(method, path, null, this.issuer.token("ann", "spotify.read"));
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(Json.read(response).get("type").asString()).endsWith(":session-required");
	}

	@Test
	void callThatNeedsAnAccountSaysWhereToLinkOne() {
		HttpResponse<String> response = this.company.get("/api/me", this.issuer.token("ann"));
		JsonNode problem = Json.read(response);
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(problem.get("type").asString()).endsWith(":not-linked");
		assertThat(problem.get("remedy").asString()).contains("GET /api/me/connection");
		assertThat(problem.has("loginUrl")).isFalse();
		HttpResponse<String> relayed = this.company.get("/v1/me", this.issuer.token("ann"));
		assertThat(relayed.statusCode()).isEqualTo(403);
		assertThat(relayed.body()).contains("NOT_LINKED", "GET /api/me/connection");
		assertThat(relayed.headers().firstValue("Login-Url")).isEmpty();
	}

	@Test
	void callThatNeedsNoUserIsMadeWithTheAppsOwnToken() {
		assertThat(this.company.get("/v1/search?q=a&type=track", this.issuer.token("ann")).statusCode()).isEqualTo(200);
	}

	@Test
	void missingScopeIsAskedForOverALink() {
		String token = this.issuer.token("ann");
		this.company.link(token, SimulatedUser.ALICE);
		HttpResponse<String> refused = this.company.get("/v1/me/top/tracks", token);
		assertThat(refused.statusCode()).isEqualTo(403);
		String consentUrl = refused.headers().firstValue("Consent-Url").orElseThrow();
		assertThat(consentUrl).startsWith(this.company.gateway().url() + "/link/");
		JsonNode problem = Json.read(this.company.get("/api/me/top/tracks", token));
		assertThat(problem.get("consentUrl").asString()).startsWith(this.company.gateway().url() + "/link/");
		String code = this.company.giveAndReadCode(this.company.gateway().newBrowser(),
				URI.create(consentUrl).getPath(), SimulatedUser.ALICE);
		this.company.confirm(token, code);
		assertThat(this.company.get("/v1/me/top/tracks", token).statusCode()).isEqualTo(200);
		assertThat(this.company.get("/api/me/email", token).body()).contains("@");
	}

	@Test
	void tokenThatMayNotLinkIsToldOfNoLink() {
		this.company.link(this.issuer.token("ann"), SimulatedUser.ALICE);
		String token = this.issuer.token("ann", "spotify.read");
		HttpResponse<String> refused = this.company.get("/v1/me/top/tracks", token);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.headers().firstValue("Consent-Url")).isEmpty();
		JsonNode problem = Json.read(this.company.get("/api/me/top/tracks", token));
		assertThat(problem.has("consentUrl")).isFalse();
		assertThat(problem.get("remedy").asString()).contains("scope link", "GET /api/me/connection");
		assertThat(this.company.get("/api/operations", token).body()).doesNotContain("/link/")
			.contains("\"consentUrl\":null");
	}

	@Test
	void operationsSayWhereTheUserAgreesToMore() {
		String token = this.issuer.token("ann");
		this.company.link(token, SimulatedUser.ALICE);
		List<String> consentUrls = Json.read(this.company.get("/api/operations", token))
			.get("operations")
			.valueStream()
			.map((operation) -> operation.path("consentUrl").asString(""))
			.filter((url) -> !url.isEmpty())
			.toList();
		assertThat(consentUrls).isNotEmpty()
			.allSatisfy((url) -> assertThat(url).startsWith(this.company.gateway().url() + "/link/"));
	}

	private static JsonNode withoutRequestId(HttpResponse<String> response) {
		return ((tools.jackson.databind.node.ObjectNode) Json.read(response)).without("requestId");
	}

	private static Arguments habit(String name, String type, Consumer<JWTClaimsSet.Builder> change) {
		return Arguments.of(name, type, change);
	}

	private static Consumer<JWTClaimsSet.Builder> same() {
		return (claims) -> {
		};
	}

	private static String strangers(TokenIssuer issuer, Consumer<JWSHeader.Builder> header) {
		return issuer.sign(STRANGERS_KEY, header, same());
	}

	private static String mac(TokenIssuer issuer, byte[] secret) throws JOSEException {
		SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(issuer.key().getKeyID()).build(),
				issuer.claims().build());
		jwt.sign(new MACSigner(secret));
		return jwt.serialize();
	}

	private static String withHeader(String token, String header) {
		return encode(header) + token.substring(token.indexOf('.'));
	}

	private static String payloadOnly(String token) {
		return token.substring(0, token.lastIndexOf('.') + 1);
	}

	private static String encode(String text) {
		return Base64URL.encode(text).toString();
	}

}
