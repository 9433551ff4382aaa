package io.github.spotifygateway.spotify;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.ConnectionState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what is answered from the memory of the last second.
 */
class RecentAnswersTests {

	private final CallerChanges changes = new CallerChanges();

	private final AtomicLong nanos = new AtomicLong();

	private final RecentAnswers<Integer> answers = new RecentAnswers<>(this.changes, new SavedCalls(), this.nanos::get);

	private final AtomicInteger calls = new AtomicInteger();

	private final Connection alice = connection("1", "alice");

	@Test
	void withinASecondSpotifyIsAskedOnce() {
		assertThat(ask(this.alice)).isEqualTo(1);
		this.nanos.addAndGet(999_999_999);
		assertThat(ask(this.alice)).isEqualTo(1);
		this.nanos.addAndGet(1);
		assertThat(ask(this.alice)).isEqualTo(2);
	}

	@Test
	void nothingOlderThanTheLastChangeIsAnswered() {
		ask(this.alice);
		this.changes.note("alice");
		assertThat(ask(this.alice)).isEqualTo(2);
		assertThat(ask(this.alice)).isEqualTo(2);
		this.changes.note("bob");
		assertThat(ask(this.alice)).isEqualTo(2);
	}

	@Test
	void answerThatWasUnderWayDuringAChangeIsNotKept() {
		this.answers.get(this.alice, () -> {
			this.changes.note("alice");
			return this.calls.incrementAndGet();
		});
		assertThat(ask(this.alice)).isEqualTo(2);
	}

	@Test
	void nobodyIsAnsweredWithWhatAnotherWasTold() {
		ask(this.alice);
		assertThat(ask(connection("2", "bob"))).isEqualTo(2);
		assertThat(ask(connection("3", "alice"))).isEqualTo(3);
	}

	@Test
	void failureIsNotRemembered() {
		assertThatExceptionOfType(SpotifyException.class).isThrownBy(() -> this.answers.get(this.alice, () -> {
			throw SpotifyException.of(SpotifyError.UNAVAILABLE);
		}));
		assertThat(ask(this.alice)).isEqualTo(1);
	}

	private Integer ask(Connection connection) {
		return this.answers.get(connection, this.calls::incrementAndGet);
	}

	private static Connection connection(String id, String principalName) {
		return new Connection(id, "spotify", principalName, null, Set.of(), Instant.EPOCH, Instant.EPOCH,
				ConnectionState.values()[0]);
	}

}
