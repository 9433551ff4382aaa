package io.github.spotifygateway.translation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.concurrent.DelegatingSecurityContextExecutor;

/**
 * Makes several calls at once, a few at a time. The caller's own thread does its share,
 * so that there is always one; others help while there are any. After the first failure
 * no further call is begun.
 */
final class CallsAtOnce {

	private final Executor helpers;

	private final int most;

	private final Duration patience;

	/**
	 * Create it.
	 * @param helpers runs what helps, or refuses at once
	 * @param most most calls at the same time
	 * @param patience time after which no further call is begun
	 */
	CallsAtOnce(Executor helpers, int most, Duration patience) {
		this.helpers = new DelegatingSecurityContextExecutor(helpers);
		this.most = most;
		this.patience = patience;
	}

	/**
	 * Make calls.
	 * @param <R> what a call gives
	 * @param calls the calls
	 * @return what they gave, in their order
	 * @throws IOException if one of them does
	 */
	<R> List<R> make(List<Callable<R>> calls) throws IOException {
		Work<R> work = new Work<>(calls, this.patience);
		List<CompletableFuture<Void>> helping = new ArrayList<>();
		try {
			for (int helper = 1; helper < Math.min(this.most, calls.size()); helper++) {
				helping.add(CompletableFuture.runAsync(work, this.helpers));
			}
		}
		catch (RejectedExecutionException ex) {
			// then with fewer
		}
		work.run();
		CompletableFuture.allOf(helping.toArray(CompletableFuture[]::new)).join();
		return work.results();
	}

	/**
	 * The calls that are still to be made, for whoever has time.
	 */
	private static final class Work<R> implements Runnable {

		private final List<Callable<R>> calls;

		private final List<@Nullable R> results;

		private final AtomicInteger begun = new AtomicInteger();

		private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

		private final long end;

		Work(List<Callable<R>> calls, Duration patience) {
			this.calls = calls;
			this.results = new ArrayList<>(Collections.nCopies(calls.size(), null));
			this.end = System.nanoTime() + patience.toNanos();
		}

		@Override
		public void run() {
			int index = this.begun.getAndIncrement();
			while (index < this.calls.size() && this.failure.get() == null) {
				make(index);
				index = this.begun.getAndIncrement();
			}
		}

		private void make(int index) {
			try {
				if (System.nanoTime() > this.end) {
					throw SpotifyException.of(SpotifyError.TIMED_OUT);
				}
				this.results.set(index, this.calls.get(index).call());
			}
			catch (Exception ex) {
				this.failure.compareAndSet(null, ex);
			}
		}

		List<R> results() throws IOException {
			Exception ex = this.failure.get();
			if (ex instanceof IOException failed) {
				throw failed;
			}
			if (ex instanceof RuntimeException failed) {
				throw failed;
			}
			if (ex != null) {
				throw new IOException(ex);
			}
			List<R> complete = new ArrayList<>();
			this.results.forEach(complete::add);
			return complete;
		}

	}

}
