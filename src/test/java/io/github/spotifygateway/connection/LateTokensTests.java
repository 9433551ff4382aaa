package io.github.spotifygateway.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.spotifygateway.simulator.Fault;
import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of tokens that arrive when the lease under which they were fetched is
 * over. Spotify has revoked the old refresh token by then, so they may be all there is.
 */
class LateTokensTests {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	@BeforeEach
	void spotifyRotatesSlowly() {
		this.spotify.on("/api/token")
			.always(Fault.delay(Duration.ofSeconds(1)).then(Fault.body(200, "application/json", """
					{"access_token":"fresh","refresh_token":"next","token_type":"Bearer","expires_in":3600,
					"scope":"user-read-private"}""")));
	}

	@AfterEach
	void stop() {
		this.spotify.close();
	}

	@Test
	void theyAreSavedWhenNobodyElseHasTheLease() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			CompletableFuture<OAuth2AuthorizedClient> call = refreshing(fixture);
			fixture.database().sql("update connection set lease_owner = null, lease_until = null").update();
			assertThat(call.join().getRefreshToken().getTokenValue()).isEqualTo("next");
			assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
		});
	}

	@Test
	void theyWaitForTheNodeThatHasTheLeaseAndAreSavedWhenItGotNone() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			CompletableFuture<OAuth2AuthorizedClient> call = refreshing(fixture);
			fixture.database()
				.sql("update connection set lease_owner = 'other',"
						+ " lease_until = current_timestamp + interval '3' second")
				.update();
			assertThat(call.join().getRefreshToken().getTokenValue()).isEqualTo("next");
			assertThat(this.spotify.requests().to("/api/token")).hasSize(1);
		});
	}

	@Test
	void theyAreDroppedWhenAnotherNodeSavedNewerOnes() {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			CompletableFuture<OAuth2AuthorizedClient> call = refreshing(fixture);
			fixture.database()
				.sql("update connection set version = version + 1, lease_owner = null, lease_until = null,"
						+ " access_expires_at = current_timestamp + interval '1' hour")
				.update();
			assertThat(call.join().getRefreshToken().getTokenValue()).isEqualTo("refresh-token");
		});
	}

	private CompletableFuture<OAuth2AuthorizedClient> refreshing(ConnectionFixture fixture) {
		fixture.connect("alice", Duration.ofMinutes(-1));
		CompletableFuture<OAuth2AuthorizedClient> call = CompletableFuture
			.supplyAsync(() -> fixture.authorize("alice"));
		await().until(() -> !this.spotify.requests().to("/api/token").isEmpty());
		return call;
	}

}
