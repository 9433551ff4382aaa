package io.github.spotifygateway.live;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.playback.Player;
import io.github.spotifygateway.spotify.Caller;
import io.github.spotifygateway.spotify.CallerLimitException;
import io.github.spotifygateway.spotify.SpotifyException;
import io.github.spotifygateway.spotify.SpotifyFailures;
import io.github.spotifygateway.web.HttpProblems;
import io.github.spotifygateway.web.Problem;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpStatus;

/**
 * Looks at Spotify for those who follow. What it sees comes back to the {@link Watch}
 * through the {@link PlaybackNews}, as from everyone who asks.
 */
final class Lookout {

	private static final Log logger = LogFactory.getLog(Lookout.class);

	private final Watches watches;

	private final Player player;

	private final Connections connections;

	private final SpotifyFailures failures;

	private final TaskExecutor executor;

	private final LongAdder succeeded = new LongAdder();

	private final LongAdder failed = new LongAdder();

	Lookout(Watches watches, Player player, Connections connections, SpotifyFailures failures, TaskExecutor executor) {
		this.watches = watches;
		this.player = player;
		this.connections = connections;
		this.failures = failures;
		this.executor = executor;
	}

	/**
	 * Look wherever it is time.
	 */
	void lookAround() {
		this.watches.all().forEach(this::lookIfDue);
	}

	/**
	 * Look at one user's playback if it is time.
	 */
	void lookIfDue(Watch watch) {
		if (watch.beginLook()) {
			try {
				this.executor.execute(() -> look(watch));
			}
			catch (RejectedExecutionException ex) {
				watch.endLook();
			}
		}
	}

	LongAdder succeeded() {
		return this.succeeded;
	}

	LongAdder failed() {
		return this.failed;
	}

	private void look(Watch watch) {
		try {
			if (!watch.isOver()) {
				ask(watch);
				this.succeeded.increment();
			}
		}
		catch (RuntimeException ex) {
			this.failed.increment();
			fail(watch, ex);
		}
		finally {
			watch.endLook();
		}
	}

	private void ask(Watch watch) {
		Connection connection = this.connections.require(watch.principalName());
		// another one of the same user has a watch of its own
		if (connection.id().equals(watch.connectionId())) {
			Caller.actingFor(watch.principalName(), () -> this.player.ask(connection));
		}
	}

	private void fail(Watch watch, RuntimeException failure) {
		Problem problem = Caller.actingFor(watch.principalName(), () -> this.failures.problemOf(failure))
			.orElseGet(() -> HttpProblems.of(HttpStatus.SERVICE_UNAVAILABLE));
		if (watch.fail(problem.members(), retryAfter(failure))) {
			logger.info("Followers cannot be told what is playing [" + failure.getClass().getSimpleName() + "]");
		}
	}

	private static @Nullable Duration retryAfter(RuntimeException failure) {
		if (failure instanceof SpotifyException ex) {
			return ex.getRetryAfter();
		}
		return (failure instanceof CallerLimitException ex) ? ex.getRetryAfter() : null;
	}

}
