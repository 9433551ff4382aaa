package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
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

	private final ObservationRegistry observations;

	/**
	 * Create it.
	 * @param helpers runs what helps, or refuses at once
	 * @param most most calls at the same time
	 * @param observations has what the calls are part of
	 */
	CallsAtOnce(Executor helpers, int most, ObservationRegistry observations) {
		this.helpers = new DelegatingSecurityContextExecutor(helpers);
		this.most = most;
		this.observations = observations;
	}

	/**
	 * Make calls.
	 * @param <R> what a call gives
	 * @param calls the calls
	 * @return what they gave, in their order
	 * @throws IOException if one of them does
	 */
	<R> List<R> make(List<Callable<R>> calls) throws IOException {
		Work<R> work = new Work<>(calls);
		Runnable part = observed(work);
		List<CompletableFuture<Void>> helping = new ArrayList<>();
		try {
			for (int helper = 1; helper < Math.min(this.most, calls.size()); helper++) {
				helping.add(CompletableFuture.runAsync(part, this.helpers));
			}
		}
		catch (RejectedExecutionException ex) {
			// then with fewer
		}
		work.run();
		CompletableFuture.allOf(helping.toArray(CompletableFuture[]::new)).join();
		return work.results();
	}

	private Runnable observed(Runnable work) {
		Observation whole = this.observations.getCurrentObservation();
		return (whole == null) ? work : () -> whole.scoped(work);
	}

	/**
	 * The calls that are still to be made, for whoever has time.
	 */
	private static final class Work<R> implements Runnable {

		private final List<Callable<R>> calls;

		private final List<@Nullable R> results;

		private final AtomicInteger begun = new AtomicInteger();

		private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

		Work(List<Callable<R>> calls) {
			this.calls = calls;
			this.results = new ArrayList<>(Collections.nCopies(calls.size(), null));
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
