package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Several calls, a few at a time.
 */
class CallsAtOnceTests {

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
		assertThat(new CallsAtOnce(this.helpers, 4, ObservationRegistry.NOOP).make(calls)).isSorted().hasSize(200);
	}

	@Test
	void asManyAreUnderWayAsMayBe() throws IOException {
		CountDownLatch together = new CountDownLatch(3);
		Callable<Boolean> call = () -> {
			together.countDown();
			return together.await(30, TimeUnit.SECONDS);
		};
		assertThat(new CallsAtOnce(this.helpers, 3, ObservationRegistry.NOOP).make(List.of(call, call, call)))
			.containsOnly(true);
	}

	@Test
	void callerGoesOnAloneWhenNobodyCanHelp() throws IOException {
		CallsAtOnce alone = new CallsAtOnce((helping) -> {
			throw new RejectedExecutionException();
		}, 4, ObservationRegistry.NOOP);
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
		assertThatIOException().isThrownBy(() -> new CallsAtOnce(this.helpers, 1, ObservationRegistry.NOOP).make(calls))
			.withMessage("gone");
		assertThat(this.begun).hasValue(0);
	}

}
