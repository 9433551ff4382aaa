package io.github.spotifygateway.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How many looks a node makes at the same time, and which ones wait.
 */
class LookoutExecutorTests {

	private static final int STREAMS = 100;

	private static final int MAX_IN_FLIGHT = 2;

	@Test
	void looksWaitInLineOfWhichTwoAreMadeAtATime() {
		CountDownLatch mayGoOn = new CountDownLatch(1);
		CountDownLatch over = new CountDownLatch(STREAMS);
		ThreadPoolTaskExecutor executor = new LiveAutoConfiguration()
			.spotifyGatewayLookoutExecutor(new LiveProperties(Duration.ofSeconds(5), Duration.ofSeconds(60),
					Duration.ofSeconds(15), Duration.ofSeconds(15), STREAMS, STREAMS, MAX_IN_FLIGHT));
		executor.initialize();
		try {
			for (int i = 0; i < STREAMS; i++) {
				executor.execute(() -> {
					awaitUninterruptibly(mayGoOn);
					over.countDown();
				});
			}
			assertThat(executor.getPoolSize()).isEqualTo(MAX_IN_FLIGHT);
			mayGoOn.countDown();
			await().until(() -> over.getCount() == 0);
		}
		finally {
			mayGoOn.countDown();
			executor.shutdown();
		}
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
