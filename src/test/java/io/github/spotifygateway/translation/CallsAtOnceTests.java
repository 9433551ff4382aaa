package io.github.spotifygateway.translation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Several calls, a few at a time.
 */
class CallsAtOnceTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final ExecutorService helpers = Executors.newCachedThreadPool();

	private final AtomicInteger begun = new AtomicInteger();

	@AfterEach
	void stop() {
		this.helpers.shutdownNow();
	}

	@Test
	void resultsAreInTheOrderOfTheCalls() throws IOException {
		List<Callable<Integer>> calls = new ArrayList<>();
		for (int call = 0; call < 200; call++) {
			int number = call;
			calls.add(() -> number);
		}
		assertThat(new CallsAtOnce(this.helpers, 4, LONG).make(calls)).isSorted().hasSize(200);
	}

	@Test
	void asManyAreUnderWayAsMayBe() throws IOException {
		CountDownLatch together = new CountDownLatch(3);
		Callable<Boolean> call = () -> {
			together.countDown();
			return together.await(30, TimeUnit.SECONDS);
		};
		assertThat(new CallsAtOnce(this.helpers, 3, LONG).make(List.of(call, call, call))).containsOnly(true);
	}

	@Test
	void callerGoesOnAloneWhenNobodyCanHelp() throws IOException {
		CallsAtOnce alone = new CallsAtOnce((helping) -> {
			throw new RejectedExecutionException();
		}, 4, LONG);
		assertThat(alone.make(List.of(this.begun::incrementAndGet, this.begun::incrementAndGet))).containsExactly(1, 2);
	}

	@Test
	void noFurtherCallIsBegunAfterAFailure() {
		List<Callable<Integer>> calls = new ArrayList<>();
		calls.add(() -> {
			throw new IOException("gone");
		});
		for (int call = 0; call < 50; call++) {
			calls.add(this.begun::incrementAndGet);
		}
		assertThatIOException().isThrownBy(() -> new CallsAtOnce(this.helpers, 1, LONG).make(calls))
			.withMessage("gone");
		assertThat(this.begun).hasValue(0);
	}

	@Test
	void noFurtherCallIsBegunWhenTheTimeIsOver() {
		assertThatExceptionOfType(SpotifyException.class)
			.isThrownBy(() -> new CallsAtOnce(this.helpers, 2, Duration.ZERO)
				.make(List.of(this.begun::incrementAndGet, this.begun::incrementAndGet)))
			.satisfies((late) -> assertThat(late.getError()).isEqualTo(SpotifyError.TIMED_OUT));
		assertThat(this.begun).hasValue(0);
	}

}
