package io.github.spotifygateway.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hc.core5.concurrent.Cancellable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A request ends by its deadline, and no request is touched that is over.
 */
class DeadlinesTests {

	private final Deadlines deadlines = new Deadlines();

	private final AtomicInteger aborted = new AtomicInteger();

	private final Cancellable request = () -> this.aborted.incrementAndGet() > 0;

	@AfterEach
	void stop() {
		this.deadlines.close();
	}

	@Test
	void requestIsAbortedAtItsDeadlineAndNotBefore() {
		long start = System.nanoTime();
		this.deadlines.watch(this.request, Duration.ofMillis(300));
		await().atMost(Duration.ofSeconds(10)).until(() -> this.aborted.get() == 1);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
	}

	@Test
	void requestThatIsOverIsLeftAlone() {
		AtomicInteger later = new AtomicInteger();
		this.deadlines.watch(this.request, Duration.ofMillis(1)).run();
		this.deadlines.watch(() -> later.incrementAndGet() > 0, Duration.ofMillis(200));
		await().atMost(Duration.ofSeconds(10)).until(() -> later.get() == 1);
		assertThat(this.aborted).hasValue(0);
	}

	@Test
	void endOfOneRequestIsNotThatOfAnother() {
		this.deadlines.watch(this.request, Duration.ofMillis(200));
		this.deadlines.watch(this.request, Duration.ofMillis(200)).run();
		await().atMost(Duration.ofSeconds(10)).until(() -> this.aborted.get() == 1);
	}

	@Test
	void requestThatCannotBeAbortedKeepsNoOtherFromIt() {
		this.deadlines.watch(() -> {
			throw new IllegalStateException("cannot be aborted");
		}, Duration.ofMillis(1));
		this.deadlines.watch(this.request, Duration.ofMillis(200));
		await().atMost(Duration.ofSeconds(10)).until(() -> this.aborted.get() == 1);
	}

}
