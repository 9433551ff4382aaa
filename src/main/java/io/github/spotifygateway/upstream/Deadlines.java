package io.github.spotifygateway.upstream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.hc.core5.concurrent.Cancellable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Aborts requests that are not over by their deadline, a tenth of a second late at most.
 * All that are under way are looked at now and then, rather than each being given a timer
 * of its own: thousands a second would wait for each other to set and to clear it.
 */
final class Deadlines implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Deadlines.class);

	private static final long LOOK_MILLIS = 100;

	private final Set<Watch> underWay = ConcurrentHashMap.newKeySet();

	private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1,
			new CustomizableThreadFactory("spotify-deadline-"));

	Deadlines() {
		this.scheduler.scheduleWithFixedDelay(this::abortOverdue, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
	}

	/**
	 * Watch over a request.
	 * @param request to be aborted
	 * @param deadline time from now
	 * @return ends the watch
	 */
	Runnable watch(Cancellable request, Duration deadline) {
		Watch watch = new Watch(request, System.nanoTime() + deadline.toNanos());
		this.underWay.add(watch);
		return () -> this.underWay.remove(watch);
	}

	private void abortOverdue() {
		long now = System.nanoTime();
		this.underWay.removeIf((watch) -> {
			boolean overdue = now - watch.end >= 0;
			if (overdue) {
				abort(watch.request);
			}
			return overdue;
		});
	}

	/**
	 * Of no effect once its connection is back in the pool.
	 */
	private static void abort(Cancellable request) {
		try {
			request.cancel();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("A request to Spotify could not be aborted at its deadline", ex);
		}
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
	}

	/**
	 * A request, told from another one by nothing but itself.
	 */
	private static final class Watch {

		private final Cancellable request;

		private final long end;

		Watch(Cancellable request, long end) {
			this.request = request;
			this.end = end;
		}

	}

}
