package io.github.spotifygateway.journey;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.github.spotifygateway.simulator.SimulatedUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How callers learn that Spotify will end the grant, and that renewing it changes nothing
 * else for them.
 */
class SixMonthsJourneyTests {

	private final Gateway gateway = Gateway.shared();

	private final Browser browser = this.gateway.newBrowser();

	private String token;

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from connection").update();
		this.browser.signIn(SimulatedUser.ALICE);
		this.token = this.browser.mintToken();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me", "/api/me/email", "/api/me/now-playing", "/api/me/connection" })
	void everyAnswerSaysFrom30DaysBeforeWhenTheGrantEnds(String path) {
		Instant end = endsInHours(30 * 24 - 1);
		assertThat(reauthorizeBy(this.browser.get(path))).hasValue(end.toString());
		assertThat(reauthorizeBy(withToken(path))).hasValue(end.toString());
	}

	@Test
	void nothingIsSaidBefore() {
		endsInHours(30 * 24 + 1);
		assertThat(reauthorizeBy(withToken("/api/me"))).isEmpty();
	}

	@Test
	void renewingTheGrantEndsTheNoticeAndKeepsEveryApiToken() {
		endsInHours(24);
		this.browser.signIn(SimulatedUser.ALICE);
		HttpResponse<String> response = withToken("/api/me");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(reauthorizeBy(response)).isEmpty();
	}

	@Test
	void grantThatEndedIsRenewedByTheSameSignInAndItsApiTokensWorkAgain() {
		this.gateway.spotify().revoke(SimulatedUser.ALICE);
		this.gateway.database()
			.sql("update connection set access_issued_at = current_timestamp - interval '1' hour,"
					+ " access_expires_at = current_timestamp - interval '1' minute")
			.update();
		assertThat(withToken("/api/me").statusCode()).isEqualTo(401);
		assertThat(Json.read(withToken("/api/me/connection")).get("state").asString()).isEqualTo("reauthorize");
		this.browser.signIn(SimulatedUser.ALICE);
		assertThat(withToken("/api/me").statusCode()).isEqualTo(200);
		assertThat(Json.read(withToken("/api/me/connection")).get("state").asString()).isEqualTo("connected");
	}

	private Instant endsInHours(int hours) {
		Instant end = Instant.now().plus(hours, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
		this.gateway.database()
			.sql("update connection set reauthorize_by = ?")
			.param(end.atOffset(ZoneOffset.UTC))
			.update();
		return end;
	}

	private HttpResponse<String> withToken(String path) {
		return this.gateway.newBrowser().get(path, "Authorization", "Bearer " + this.token);
	}

	private static Optional<String> reauthorizeBy(HttpResponse<String> response) {
		return response.headers().firstValue("Reauthorize-By");
	}

}
