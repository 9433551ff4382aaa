package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of all the spellings of an address reaches Spotify: only the canonical one, and
 * that byte for byte.
 */
class RelayPathTests {

	private final Gateway gateway = Gateway.shared();

	private String token;

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		Browser browser = this.gateway.newBrowser();
		browser.signIn(SimulatedUser.ALICE);
		this.token = browser.mintToken("raw");
		this.gateway.spotify().requests().clear();
	}

	static Stream<String> refused() {
		return Stream.of("/v1", "/v1/", "/V1/me", "/v1/me/", "/v1//me", "//v1/me", "/v1/./me", "/v1/me/.",
				"/v1/../v1/me", "/v1/../actuator", "/v1/../api/token", "/v1/me/..", "/v1/me/../me", "/v1/.../me",
				"/v1/me/..;/me", "/v1/..;/me", "/v1/me;x=1", "/v1/me;jsessionid=1", "/v1/;/me", "/v1/%2e%2e/x",
				"/v1/%2E%2E/x", "/v1/%2e/me", "/v1/me%2f", "/v1%2fme", "/v1/me%2Fplayer", "/v1/%5cme", "/v1/me%5C..",
				"/v1\\me", "/v1/me\\..\\me", "/v1/%252e%252e/x", "/v1/albums/%25", "/v1/albums/a%00",
				"/v1/albums/a%0d%0aX:y", "/v1/albums/%c0%af", "/v1/albums/%C0%AE", "/v1/albums/%ff", "/v1/me#x",
				"/v1/albums/a%23b", "/v1/albums/a%3Fb", "/v1/albums/%6De", "/v1/albums/%c3%bc", "/v1/albums/\u00fc",
				"/v1/albums/a b", "/v1/albums/%", "/v1/albums/%4", "/v1/albums/%zz", "/v1/@evil.example",
				"/v1/http://evil.example", "/v1/me@evil.example", "/v1/albums/a:b", "/v1/me.",
				"/v1/albums/..%2f..%2fme", "/v1/albums/a|b", "/v1/albums/\"", "/v1/%76%31/me", "/v1/albums/%EF%BC%8F",
				"/v1/unknown", "/v1/me/player/unknown", "/v2/me", "/v1/albums/a%7Fb", "/v1/albums/a%3Bb",
				"/v1/albums/a%C2%85b");
	}

	@ParameterizedTest
	@MethodSource("refused")
	void spellingThatIsNotCanonicalReachesNobody(String path) {
		int status = RawHttp.get(this.gateway.url(), path, this.token);
		if (path.equals("/v1/albums/%EF%BC%8F")) {
			// a full-width slash is a letter like any other, if none of an id
			assertThat(status).isEqualTo(400);
			assertThat(this.gateway.spotify().requests().all()).hasSize(1);
			return;
		}
		assertThat(status).isIn(400, 404);
		assertThat(this.gateway.spotify().requests().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://evil.example/v1/me", "http://127.0.0.1:1/v1/me", "https://api.spotify.com/v1/me" })
	void absoluteFormDoesNotChangeWhoIsAsked(String target) {
		RawHttp.get(this.gateway.url(), target, this.token);
		assertThat(this.gateway.spotify().requests().all()).allSatisfy((request) -> {
			assertThat(request.target()).isEqualTo("/v1/me");
			assertThat(request.headers().get("Host")).isEqualTo(this.gateway.spotify().apiUrl().getAuthority());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/users/%C3%BCmlaut%20x", "/v1/users/a.b-c_d~e", "/v1/users/..a", "/v1/users/a%40b",
			"/v1/albums/a?", "/v1/albums/a?market=GB&market=DE&&x", "/v1/albums/a?x=%0d%0aSet-Cookie:%20y",
			"/v1/albums/a?u=http://evil.example/../..", "/v1/albums/a?x=%5c%2f",
			"/v1/search?q=a+b%26c=d'(e)*f!$,;:@/?" })
	void canonicalSpellingReachesSpotifyByteForByte(String target) {
		assertThat(RawHttp.get(this.gateway.url(), target, this.token)).isEqualTo(200);
		RecordedRequest arrived = this.gateway.spotify().requests().all().get(0);
		assertThat(arrived.path() + (target.contains("?") ? "?" : "") + arrived.query()).isEqualTo(target);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/albums/", "/v1/albums?ids=" })
	void targetThatIsTooLongIsRefused(String beginning) {
		// more than the relay takes, less than the server does
		assertThat(RawHttp.get(this.gateway.url(), beginning + "a".repeat(8001), this.token)).isEqualTo(400);
		assertThat(this.gateway.spotify().requests().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/audio-features?ids=", "/v1/users/" })
	void longTargetIsATargetLikeAnyOther(String beginning) {
		String target = beginning + "a%2C".repeat(700).replace("%2C", beginning.contains("?") ? "%2C" : "%40");
		assertThat(RawHttp.get(this.gateway.url(), target, this.token)).isEqualTo(200);
		assertThat(this.gateway.spotify().requests().all().get(0).target()).isEqualTo(target);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/me?access_token=x", "/v1/me?access%5Ftoken=x", "/v1/me?a;access_token=x",
			"/v1/me?a=b&access_token=x", "/v1/me?ACCESS_TOKEN=x", "/v1/me?a=<b>", "/v1/me?a=\"", "/v1/me?a=%",
			"/v1/me?a=%1", "/v1/me?a=[1]" })
	void queryThatIsNoneIsRefused(String target) {
		assertThat(RawHttp.get(this.gateway.url(), target, this.token)).isEqualTo(400);
		assertThat(this.gateway.spotify().requests().all()).isEmpty();
	}

	@Test
	void addressOfSpotifyMayEndWithASlash() {
		SpotifySimulator spotify = this.gateway.spotify();
		try (Gateway other = Gateway.start(spotify, "spotify-gateway.api-url=" + spotify.apiUrl() + "/",
				"spotify-gateway.accounts-url=" + spotify.accountsUrl() + "/")) {
			Browser browser = other.newBrowser();
			browser.signIn(SimulatedUser.ALICE);
			HttpResponse<String> page = browser.get("/v1/me/playlists?limit=1");
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.body()).contains(other.url() + "/v1/me/playlists?")
				.doesNotContain(spotify.apiUrl() + "/v1");
		}
	}

	@Test
	void forwardedHostHasNoPartInIt() {
		HttpResponse<byte[]> response = new RelayClient(this.gateway.url(), this.token).get("/v1/me",
				"X-Forwarded-Host", "evil.example", "X-Forwarded-Port", "1", "X-Forwarded-Proto", "https", "Forwarded",
				"host=evil.example", "X-Original-URL", "/v1/me/player", "X-Rewrite-URL", "/v1/me/player");
		assertThat(response.statusCode()).isEqualTo(200);
		RecordedRequest arrived = this.gateway.spotify().requests().all().get(0);
		assertThat(arrived.target()).isEqualTo("/v1/me");
		assertThat(arrived.headers()).doesNotContainKeys("X-Forwarded-Host", "Forwarded", "X-Original-URL");
		assertThat(new String(response.body())).doesNotContain("evil.example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE", "OPTIONS", "PATCH", "PROPFIND", "FOO", "DELETE" })
	void methodThatThePathDoesNotHaveReachesNobody(String method) {
		String answer = RawHttp.send(this.gateway.url(),
				method + " /v1/me HTTP/1.1\r\nHost: " + this.gateway.url().getAuthority() + "\r\nAuthorization: Bearer "
						+ this.token + "\r\nConnection: close\r\n\r\n");
		assertThat(RawHttp.status(answer)).as(answer).isEqualTo(405);
		assertThat(answer).containsIgnoringCase("\r\nAllow: ");
		assertThat(this.gateway.spotify().requests().all()).isEmpty();
	}

}
