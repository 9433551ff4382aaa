package io.github.spotifygateway.connection;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.spotifygateway.simulator.SpotifySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a request goes by what it has read of a connection.
 */
class ConnectionRowTests {

	private final SpotifySimulator spotify = SpotifySimulator.start();

	@AfterEach
	void stop() {
		RequestContextHolder.resetRequestAttributes();
		this.spotify.close();
	}

	@Test
	void requestGoesByOneReading() {
		inRequest((fixture) -> {
			assertThat(fixture.connection("alice").accountId()).isNull();
			change(fixture, "alice");
			assertThat(fixture.connection("alice").accountId()).isNull();
			assertThat(fixture.authorize("alice").getAccessToken().getTokenValue()).isEqualTo("access-token");
		});
	}

	@Test
	void nextRequestReadsAnew() {
		inRequest((fixture) -> {
			fixture.connection("alice");
			change(fixture, "alice");
			beginRequest();
			assertThat(fixture.connection("alice").accountId()).isEqualTo("changed");
		});
	}

	@Test
	void withoutARequestEachReadingIsNew() {
		inRequest((fixture) -> {
			RequestContextHolder.resetRequestAttributes();
			fixture.connection("alice");
			change(fixture, "alice");
			assertThat(fixture.connection("alice").accountId()).isEqualTo("changed");
		});
	}

	@Test
	void whatIsKnownOfOneUserIsNeverAnothers() {
		inRequest((fixture) -> {
			fixture.connect("bob", Duration.ofHours(1));
			change(fixture, "bob");
			fixture.connection("alice");
			assertThat(fixture.connection("bob").accountId()).isEqualTo("changed");
			assertThat(fixture.connection("alice").accountId()).isNull();
		});
	}

	@Test
	void requestThatRenewsTheGrantReadsItAnew() {
		inRequest((fixture) -> {
			fixture.connection("alice");
			change(fixture, "alice");
			fixture.connect("alice", Duration.ofHours(1));
			fixture.database().sql("update connection set account_id = 'renewed'").update();
			assertThat(fixture.connection("alice").accountId()).isEqualTo("renewed");
		});
	}

	@Test
	void requestThatDisconnectsFindsNothing() {
		inRequest((fixture) -> {
			fixture.connection("alice");
			Connections connections = fixture.bean(Connections.class);
			connections.disconnect("alice");
			assertThat(connections.find("alice")).isEmpty();
		});
	}

	@Test
	void threadThatOutlivesItsRequestReadsAnew() {
		inRequest((fixture) -> {
			fixture.connection("alice");
			change(fixture, "alice");
			((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).requestCompleted();
			assertThat(fixture.connection("alice").accountId()).isEqualTo("changed");
			assertThat(fixture.authorize("alice").getAccessToken().getTokenValue()).isEqualTo("access-token");
		});
	}

	private void inRequest(Consumer<ConnectionFixture> work) {
		ConnectionFixture.run(this.spotify, (fixture) -> {
			fixture.connect("alice", Duration.ofHours(1));
			beginRequest();
			work.accept(fixture);
		});
	}

	private static void beginRequest() {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
	}

	private static void change(ConnectionFixture fixture, String principalName) {
		fixture.database()
			.sql("update connection set account_id = 'changed' where principal_name = ?")
			.param(principalName)
			.update();
	}

}
