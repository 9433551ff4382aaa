package io.github.spotifygateway.journey;

import java.time.Duration;
import java.time.Instant;

import io.github.spotifygateway.simulator.SimulatedUser;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What using a session writes to the database.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SessionUseTests {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	private Gateway gateway;

	private Browser browser;

	@BeforeAll
	void start() {
		this.gateway = Gateway.start(this.spotify);
	}

	@BeforeEach
	void signIn() {
		this.gateway.database().sql("delete from spotify_gateway_session").update();
		this.browser = this.gateway.newBrowser();
		this.browser.signIn(SimulatedUser.ALICE);
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.spotify.close();
	}

	@Test
	void useWithinAMinuteIsNotWritten() {
		Instant lately = lastUsed(Duration.ofSeconds(30));
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(lastUsed()).isEqualTo(lately);
	}

	@Test
	void laterUseProlongsTheSession() {
		Instant before = Instant.now().minusSeconds(1);
		lastUsed(Duration.ofSeconds(90));
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(lastUsed()).isAfter(before);
		assertThat(Instant.ofEpochMilli(number("expiry_time"))).isAfter(before.plus(Duration.ofDays(7)));
	}

	@Test
	void sessionThatNobodyUsedForSevenDaysIsOver() {
		lastUsed(Duration.ofDays(7).plusSeconds(1));
		assertThat(this.browser.get("/api/me").statusCode()).isEqualTo(401);
	}

	private Instant lastUsed(Duration ago) {
		this.gateway.database()
			.sql("update spotify_gateway_session set last_access_time = last_access_time - ?, expiry_time = expiry_time - ?")
			.params(ago.toMillis(), ago.toMillis())
			.update();
		return lastUsed();
	}

	private Instant lastUsed() {
		return Instant.ofEpochMilli(number("last_access_time"));
	}

	private long number(String column) {
		return this.gateway.database()
			.sql("select " + column + " from spotify_gateway_session")
			.query(Long.class)
			.single();
	}

}
