package io.github.spotifygateway.upstream;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;

import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * Aborts each request that is not over by its deadline. A read time-out alone does not
 * end an answer that arrives a byte at a time.
 */
final class DeadlineRequestFactory extends HttpComponentsClientHttpRequestFactory {

	private final ScheduledExecutorService scheduler;

	private final Duration deadline;

	DeadlineRequestFactory(HttpClient httpClient, ScheduledExecutorService scheduler, Duration deadline) {
		super(httpClient);
		this.scheduler = scheduler;
		this.deadline = deadline;
	}

	@Override
	protected void postProcessHttpRequest(ClassicHttpRequest request) {
		// what is over can be forgotten, its body too
		WeakReference<Cancellable> underWay = new WeakReference<>((Cancellable) request);
		this.scheduler.schedule(() -> cancel(underWay), this.deadline.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static void cancel(WeakReference<Cancellable> underWay) {
		Cancellable request = underWay.get();
		if (request != null) {
			// of no effect once the connection is back in its pool
			request.cancel();
		}
	}

}
