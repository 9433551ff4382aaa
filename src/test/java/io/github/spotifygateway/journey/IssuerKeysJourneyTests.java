package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.IntStream;

import com.nimbusds.jose.jwk.RSAKey;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway and the keys of an issuer that is not always there.
 */
class IssuerKeysJourneyTests {

	private final TokenIssuer issuer = TokenIssuer.start();

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final CompanyGateway company = CompanyGateway.start(this.issuer, this.spotify);

	@AfterEach
	void stop() {
		this.company.gateway().close();
		this.spotify.close();
		this.issuer.close();
	}

	@Test
	void thousandUnknownKeysCostNoFurtherFetch() {
		assertThat(call(this.issuer.token("ann")).statusCode()).isEqualTo(200);
		assertThat(this.issuer.fetches()).isOne();
		RSAKey strangers = TokenIssuer.newKey();
		IntStream.range(0, 1_000).forEach((index) -> {
			String token = this.issuer.sign(strangers, (header) -> header.keyID(UUID.randomUUID().toString()),
					(claims) -> {
					});
			// 401 when the keys were just fetched, which is once in half a minute
			assertThat(call(token).statusCode()).isIn(503, 401);
		});
		// more than one only if all of this took longer than half a minute
		assertThat(this.issuer.fetches()).isLessThanOrEqualTo(3);
		assertThat(call(this.issuer.token("ann")).statusCode()).isEqualTo(200);
	}

	@Test
	void tokenWhoseKeyCannotBeAskedForYetIsNeitherGoodNorBad() {
		assertThat(call(this.issuer.token("ann")).statusCode()).isEqualTo(200);
		this.issuer.setAway(true);
		this.issuer.rotate();
		String withNewKey = this.issuer.token("ann");
		for (int call = 0; call < 100; call++) {
			HttpResponse<String> response = call(withNewKey);
			assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
			assertThat(Json.read(response).get("type").asString()).endsWith(":issuer-unavailable");
			assertThat(response.headers().firstValue("Retry-After"))
				.hasValueSatisfying((seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 30));
		}
		// more than the bad tokens that an address may bring in a minute
		assertThat(call("a.b.c").statusCode()).isEqualTo(401);
	}

	@Test
	void knownKeysStayGoodWhileTheIssuerIsAway() {
		assertThat(call(this.issuer.token("ann")).statusCode()).isEqualTo(200);
		this.issuer.setAway(true);
		assertThat(call(this.issuer.token("ben")).statusCode()).isEqualTo(200);
		this.issuer.close();
		assertThat(call(this.issuer.token("ann")).statusCode()).isEqualTo(200);
	}

	@Test
	void tokenCannotBeCheckedBeforeTheIssuerWasThere() {
		this.issuer.setAway(true);
		HttpResponse<String> response = call(this.issuer.token("ann"));
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(Json.read(response).get("type").asString()).endsWith(":issuer-unavailable");
		assertThat(response.headers().firstValue("Retry-After"))
			.hasValueSatisfying((seconds) -> assertThat(seconds).matches("[1-5]"));
		assertThat(this.company.gateway().newBrowser().get("/").statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> call(String token) {
		return this.company.get("/api/me/connection", token);
	}

}
