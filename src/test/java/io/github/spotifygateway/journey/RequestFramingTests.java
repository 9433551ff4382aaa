package io.github.spotifygateway.journey;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests whose beginning or end is not certain.
 */
class RequestFramingTests {

	private static final String HIDDEN = "/v1/albums/hidden";

	/** Shorter than an idle connection is kept. */
	private static final Duration KEPT_ALIVE = Duration.ofSeconds(10);

	/**
	 * These Tomcat takes as RFC 9112, section 6.3 allows: as the last of its connection.
	 */
	private static final Set<String> READ_BY_ITS_CHUNKS = Set.of("length and chunks", "chunks and length",
			"bare line feed");

	private final Gateway gateway = Gateway.shared();

	private String token;

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		Browser browser = this.gateway.newBrowser();
		browser.get(browser.agree(browser.startLogin("/oauth2/authorization/spotify?scope=" + RelayClient.ALL_SCOPES),
				SimulatedUser.ALICE));
		this.token = browser.mintToken("raw");
		this.gateway.spotify().requests().clear();
	}

	static Stream<AmbiguousRequest> ambiguousRequests() {
		return AmbiguousRequest.all();
	}

	@ParameterizedTest
	@MethodSource("ambiguousRequests")
	void nothingIsReadBehindAnAmbiguousRequest(AmbiguousRequest request) {
		long start = System.nanoTime();
		String answer = RawHttp.send(this.gateway.url(), request.bytes(this.gateway.url(), this.token, HIDDEN));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(KEPT_ALIVE);
		assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
		if (READ_BY_ITS_CHUNKS.contains(request.name())) {
			assertThat(answer).containsIgnoringCase("\r\nConnection: close\r\n");
			assertThat(this.gateway.spotify().requests().all()).extracting(RecordedRequest::path)
				.containsExactly(AmbiguousRequest.PATH);
		}
		else {
			assertThat(RawHttp.status(answer)).isIn(400, 501);
			assertThat(this.gateway.spotify().requests().all()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Host: a\r\nHost: a\r\n", "Host: a\r\nHost: b\r\n", "Host: a b\r\n", "Host: a/b\r\n",
			"Host: a@b\r\n", "Host: a, b\r\n", "Host: [::1\r\n", "Host: a:b\r\n", "Host: a:99999\r\n", "Host: a\\b\r\n",
			"Host: \r\n", "Host : a\r\n", "Host: a\u0000\r\n", "Host: http://a\r\n" })
	void requestWithoutOneHostThatCanBeIsRefused(String fields) {
		String answer = RawHttp.send(this.gateway.url(), "GET /v1/me HTTP/1.1\r\n" + fields + "Authorization: Bearer "
				+ this.token + "\r\nConnection: close\r\n\r\n");
		assertThat(RawHttp.status(answer)).isEqualTo(400);
		assertThat(this.gateway.spotify().requests().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Host: a\r\n", "Host: a:1\r\n", "Host: [::1]:8080\r\n", "Host: xn--bcher-kva.example\r\n" })
	void anyHostThatCanBeIsTaken(String fields) {
		assertThat(RawHttp.status(RawHttp.send(this.gateway.url(), "GET /v1/me HTTP/1.1\r\n" + fields
				+ "Authorization: Bearer " + this.token + "\r\nConnection: close\r\n\r\n")))
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /v1/me\r\n", "GET /v1/me\r\nAuthorization: Bearer %s\r\n\r\n" })
	void requestThatDoesNotSayItsVersionIsRefused(String request) {
		assertThat(RawHttp.send(this.gateway.url(), request.formatted(this.token))).contains("\"status\":400");
		assertThat(this.gateway.spotify().requests().all()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /v1/me HTTP/0.9\r\nHost: a\r\n", "GET /v1/me HTTP/2.0\r\nHost: a\r\n",
			"GET /v1/me HTTP/1.2\r\nHost: a\r\n", "GET /v1/me http/1.1\r\nHost: a\r\n",
			"GET /v1/me HTTP/1.1\r\n Host: a\r\n", "GET /v1/me HTTP/1.1\r\nHost: a\r\nX\r\n",
			"GET /v1/me HTTP/1.1\r\nHost: a\r\n: x\r\n" })
	void requestThatIsNotHttp11IsRefused(String head) {
		String answer = RawHttp.send(this.gateway.url(),
				head + "Authorization: Bearer " + this.token + "\r\nConnection: close\r\n\r\n");
		assertThat(RawHttp.status(answer)).isIn(400, 505);
		assertThat(this.gateway.spotify().requests().all()).isEmpty();
	}

}
