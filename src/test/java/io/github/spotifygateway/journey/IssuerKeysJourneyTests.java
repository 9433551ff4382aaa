package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.nimbusds.jose.jwk.RSAKey;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A gateway and the keys of an issuer that is not always there.
 */
class IssuerKeysJourneyTests {

	/** Tokens that an address may bring in a minute before the gateway can check them. */
	private static final int PUT_OFF = 20;

	private final TokenIssuer issuer = TokenIssuer.start();

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private final CompanyGateway company = CompanyGateway.start(this.issuer, this.spotify,
			"spotify-gateway.access.failed-tokens-per-minute=" + PUT_OFF);

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
			assertThat(call(token).statusCode()).isIn(503, 401, 429);
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
		for (int call = 0; call < PUT_OFF; call++) {
			HttpResponse<String> response = call(withNewKey);
			assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
			assertThat(Json.read(response).get("type").asString()).endsWith(":issuer-unavailable");
			assertThat(response.headers().firstValue("Retry-After"))
				.hasValueSatisfying((seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 30));
		}
		// those that are put off and those that are bad are counted apart
		assertThat(call("a.b.c").statusCode()).isEqualTo(401);
	}

	@Test
	void unknownKeysAreNeitherUnlimitedNorUnseen() {
		assertThat(call(this.issuer.token("ann")).statusCode()).isEqualTo(200);
		this.issuer.rotate();
		String withNewKey = this.issuer.token("ann");
		List<HttpResponse<String>> answers = IntStream.range(0, 4 * PUT_OFF)
			.mapToObj((index) -> call(withNewKey))
			.filter((answer) -> answer.statusCode() != 503)
			.toList();
		assertThat(answers).isNotEmpty().allSatisfy((answer) -> {
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
			assertThat(Json.read(answer).get("type").asString()).endsWith(":too-many-unchecked-tokens");
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		});
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.company.gateway()
				.database()
				.sql("select distinct reason from audit_event where type = 'bearer-refused' and outcome = 'denied'"
						+ " and address = '127.0.0.1'")
				.query(String.class)
				.list()).contains("unknown-key"));
		// as Retry-After says, once the keys may be fetched again
		await().atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(call(withNewKey).statusCode()).isEqualTo(200));
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
