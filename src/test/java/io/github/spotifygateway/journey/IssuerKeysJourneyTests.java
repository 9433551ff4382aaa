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
			assertThat(call(token).statusCode()).isEqualTo(401);
		});
		// one more only if all of this took longer than half a minute
		assertThat(this.issuer.fetches()).isLessThanOrEqualTo(3);
		assertThat(call(this.issuer.token("ann")).statusCode()).isEqualTo(200);
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
		assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
		assertThat(this.company.gateway().newBrowser().get("/").statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> call(String token) {
		return this.company.get("/api/me/connection", token);
	}

}
