package io.github.spotifygateway.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.ConnectionState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which users are watched. None of this needs the database.
 */
class WatchesTests {

	private final Connection connection = new Connection("id", "spotify", "alice", null, Set.of(), Instant.EPOCH,
			Instant.EPOCH, ConnectionState.CONNECTED);

	@SuppressWarnings("NullAway")
	private final Watches watches = new Watches(
			null, new EventFormat(JsonMapper.shared()), new LiveProperties(Duration.ofSeconds(5),
					Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(15), 2, 1, 1),
			InstantSource.system());

	@Test
	void nobodyIsWatchedForAFollowerWhoseStreamDidNotOpen() {
		assertThatIllegalStateException().isThrownBy(() -> this.watches.follow(this.connection, null, (onEnd) -> {
			throw new IllegalStateException("async is not supported here");
		}));
		assertThat(this.watches.all()).isEmpty();
	}

	@Test
	void placesOfThoseWhoLeftOrNeverCameAreFree() {
		for (int i = 0; i < 5; i++) {
			nobodyIsWatchedForAFollowerWhoseStreamDidNotOpen();
			follow().end();
		}
		follow();
		assertThatExceptionOfType(TooManyStreamsException.class).isThrownBy(this::follow)
			.matches(TooManyStreamsException::isOfUser);
	}

	@Test
	void whoIsFollowedNoMoreIsToldOnce() {
		follow().end();
		assertThat(this.watches.takeLeft()).containsExactly("id");
		assertThat(this.watches.takeLeft()).isEmpty();
	}

	@Test
	void whoIsFollowedAgainWasNotLeft() {
		follow().end();
		follow();
		assertThat(this.watches.takeLeft()).isEmpty();
	}

	private EventStream follow() {
		return this.watches.follow(this.connection, null,
				(onEnd) -> OpenStream.open(null, InstantSource.system(), onEnd).stream());
	}

}
