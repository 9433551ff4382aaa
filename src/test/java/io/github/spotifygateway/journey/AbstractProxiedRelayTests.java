package io.github.spotifygateway.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.spotifygateway.simulator.RecordedRequest;
import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The relay behind a real proxy: what one of the two reads in another way than the other
 * does not get past them.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractProxiedRelayTests {

	private final Gateway gateway = Gateway.shared();

	private Proxy proxy;

	private String token;

	abstract Proxy start(Path directory, Gateway gateway);

	/**
	 * What may arrive of spellings that are refused without the proxy: a letter like any
	 * other, or what it has made canonical.
	 */
	List<String> harmless() {
		return List.of("/v1/albums/%EF%BC%8F");
	}

	@BeforeAll
	void start(@TempDir Path directory) {
		this.proxy = start(directory, this.gateway);
		this.gateway.database().sql("delete from connection").update();
		Browser browser = this.gateway.newBrowser();
		browser.get(browser.agree(browser.startLogin("/oauth2/authorization/spotify?scope=" + RelayClient.ALL_SCOPES),
				SimulatedUser.ALICE));
		this.token = browser.mintToken("raw");
	}

	@AfterAll
	void stop() {
		if (this.proxy != null) {
			this.proxy.close();
		}
	}

	@BeforeEach
	void forgetRequests() {
		this.gateway.spotify().requests().clear();
	}

	static Stream<String> spellings() {
		return RelayPathTests.refused();
	}

	static Stream<AmbiguousRequest> ambiguousRequests() {
		return AmbiguousRequest.all();
	}

	@Test
	void callThroughTheProxyPasses() {
		assertThat(RawHttp.get(this.proxy.url(), "/v1/me", this.token)).isEqualTo(200);
		assertThat(this.gateway.spotify().requests().all()).extracting(RecordedRequest::target)
			.containsExactly("/v1/me");
		assertThat(RawHttp.get(this.proxy.url(), Proxy.FORBIDDEN, this.token)).isEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource("spellings")
	void spellingThatIsNotCanonicalReachesNobody(String path) {
		RawHttp.get(this.proxy.url(), path, this.token);
		assertThat(this.gateway.spotify().requests().all()).as(path)
			.allSatisfy((request) -> assertThat(request.path()).isIn(harmless()));
	}

	@ParameterizedTest
	@MethodSource("ambiguousRequests")
	void requestHiddenInAnotherReachesNobody(AmbiguousRequest request) {
		String answer = RawHttp.send(this.proxy.url(), request.bytes(this.proxy.url(), this.token, Proxy.FORBIDDEN));
		// so does one that another client sends over the same connection
		RawHttp.get(this.proxy.url(), "/v1/me", this.token);
		assertThat(this.gateway.spotify().requests().all()).as(answer)
			.extracting(RecordedRequest::path)
			.doesNotContain(Proxy.FORBIDDEN)
			.isSubsetOf(AmbiguousRequest.PATH, "/v1/me");
	}

}
