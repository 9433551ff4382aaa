package io.github.spotifygateway.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What one follower gets, and what happens when several threads are at its stream.
 */
class EventStreamTests {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final byte[] EVENT = "data: 1\n\n".getBytes(StandardCharsets.UTF_8);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

	private final AtomicInteger ends = new AtomicInteger();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void signOfLifeNeverTakesThePlaceOfAnEvent() throws Exception {
		OpenStream open = open(this.now::get);
		AtomicBoolean over = new AtomicBoolean();
		Future<?> heart = this.threads.submit(() -> {
			while (!over.get()) {
				open.stream().beat(PATIENCE);
			}
		});
		for (int i = 0; i < 50_000; i++) {
			open.takesNoOutput();
			String event = "data: " + i + "\n\n";
			open.stream().send(event.getBytes(StandardCharsets.UTF_8));
			open.takesOutput();
			assertThat(open.written()).contains(event);
		}
		over.set(true);
		heart.get();
	}

	@Test
	void containerIsToldOfTheEndOnlyWhenNobodyWrites() throws Exception {
		CountDownLatch writing = new CountDownLatch(1);
		CountDownLatch mayGoOn = new CountDownLatch(1);
		OpenStream open = open(this.now::get);
		open.takesOutput();
		open.onWrite(() -> {
			writing.countDown();
			awaitUninterruptibly(mayGoOn);
		});
		this.threads.submit(() -> open.stream().send(EVENT));
		writing.await();
		Thread container = new Thread(() -> open.stream().onError(new IllegalStateException("gone")));
		container.start();
		await().until(() -> container.getState() == Thread.State.BLOCKED);
		assertThat(this.ends).hasValue(0);
		mayGoOn.countDown();
		container.join();
		assertThat(this.ends).hasValue(1);
	}

	@Test
	void nothingIsWrittenAfterTheEnd() {
		OpenStream open = open(this.now::get);
		open.takesOutput();
		open.stream().end();
		open.stream().send(EVENT);
		open.stream().end();
		assertThat(open.written()).isEmpty();
		assertThat(this.ends).hasValue(1);
	}

	@Test
	void whoReadsNothingIsLetGo() {
		OpenStream open = open(this.now::get);
		open.stream().send(EVENT);
		pass(PATIENCE);
		open.stream().beat(PATIENCE);
		open.stream().send(EVENT);
		assertThat(this.ends).hasValue(0);
		pass(Duration.ofMillis(1));
		open.stream().beat(PATIENCE);
		assertThat(this.ends).hasValue(1);
	}

	private OpenStream open(InstantSource clock) {
		return OpenStream.open(null, clock, (ended) -> this.ends.incrementAndGet());
	}

	private void pass(Duration duration) {
		this.now.set(this.now.get().plus(duration));
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
