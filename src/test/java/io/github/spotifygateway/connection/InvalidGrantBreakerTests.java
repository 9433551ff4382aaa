package io.github.spotifygateway.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.spotifygateway.connection.StoredConnection.Tokens;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When Spotify's word on invalid grants is doubted, and for how long.
 */
class InvalidGrantBreakerTests {

	private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

	private final MovableClock clock = new MovableClock(START);

	private final InvalidGrantBreaker breaker = new InvalidGrantBreaker(this.clock);

	@Test
	void oneConnectionThatIsCalledInvalidAgainAndAgainIsNoWave() {
		IntStream.range(0, 20).forEach((time) -> this.breaker.doubts(connection("one")));
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void doubtEndsTenMinutesAfterTheLastOfTheWave() {
		wave();
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.breaker.isOpen()).isTrue();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void doubtEndsWhenMoreConnectionsAreRefreshedThanCalledInvalid() {
		wave();
		IntStream.range(0, 4).forEach((id) -> this.breaker.refreshed(connection("good-" + id)));
		assertThat(this.breaker.isOpen()).isTrue();
		this.breaker.refreshed(connection("good-5"));
		assertThat(this.breaker.isOpen()).isFalse();
	}

	@Test
	void everySuspectIsToldOnce() {
		wave();
		assertThat(this.breaker.takeSuspects()).hasSize(5);
		assertThat(this.breaker.takeSuspects()).isEmpty();
	}

	@Test
	void suspectsFromBeforeTheWaveAreNotOfIt() {
		this.breaker.doubts(connection("long-ago"));
		this.clock.advance(Duration.ofMinutes(11));
		wave();
		assertThat(this.breaker.takeSuspects()).noneMatch((suspect) -> suspect.connectionId().equals("long-ago"));
	}

	private void wave() {
		IntStream.range(0, 5).forEach((id) -> this.breaker.doubts(connection("bad-" + id)));
	}

	private static StoredConnection connection(String id) {
		return new StoredConnection(
				new Connection(id, "spotify", id, null, Set.of(), START, START, ConnectionState.CONNECTED),
				new Tokens("access-token", START, START, "refresh-token"), 0);
	}

}
