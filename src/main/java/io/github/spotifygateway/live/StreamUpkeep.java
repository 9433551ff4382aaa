package io.github.spotifygateway.live;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.spotifygateway.live.WatchRepository.Row;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.TaskScheduler;

/**
 * What is done for streams as long as there are any: looks, signs of life, leases, and
 * the comparison with other nodes. When the application stops, streams end first, so that
 * nothing waits for them.
 */
final class StreamUpkeep implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(StreamUpkeep.class);

	private static final Duration LOOK_AROUND = Duration.ofMillis(250);

	private static final Duration COMPARISON = Duration.ofSeconds(1);

	private final Watches watches;

	private final WatchRepository repository;

	private final Lookout lookout;

	private final Credentials credentials;

	private final UnansweredSockets unansweredSockets = UnansweredSockets.ofThisMachine();

	private final LiveProperties properties;

	private final TaskScheduler scheduler;

	private final List<ScheduledFuture<?>> tasks = new CopyOnWriteArrayList<>();

	private final AtomicBoolean running = new AtomicBoolean();

	StreamUpkeep(Watches watches, WatchRepository repository, Lookout lookout, Credentials credentials,
			LiveProperties properties, TaskScheduler scheduler) {
		this.watches = watches;
		this.repository = repository;
		this.lookout = lookout;
		this.credentials = credentials;
		this.properties = properties;
		this.scheduler = scheduler;
	}

	@Override
	public void start() {
		this.running.set(true);
		every(LOOK_AROUND, this.lookout::lookAround);
		every(COMPARISON, this::compare);
		every(COMPARISON, () -> this.credentials.endRevoked(this.watches.streams()));
		every(this.properties.heartbeat(), this::beat);
		every(this.properties.heartbeat().dividedBy(3), this::endUnanswered);
		every(this.properties.lease().dividedBy(3), this::renewLeases);
	}

	@Override
	public void stop() {
		this.running.set(false);
		this.tasks.forEach((task) -> task.cancel(false));
		this.tasks.clear();
		this.watches.streams().forEach(EventStream::end);
		try {
			this.repository.releaseAll();
		}
		catch (DataAccessException ex) {
			logger.debug("Other nodes look when the leases of this one are over");
		}
	}

	@Override
	public boolean isRunning() {
		return this.running.get();
	}

	/**
	 * Take up a watch that may be new: whose turn it is, what other nodes know, and a
	 * look if it is time.
	 */
	void takeUp(Watch watch) {
		try {
			compare(List.of(watch));
		}
		catch (DataAccessException ex) {
			logger.debug("The next comparison takes it up");
		}
		this.lookout.lookIfDue(watch);
	}

	private void compare() {
		// if this fails, the leases end by themselves
		Parts.forEach(this.watches.takeLeft(), this.repository::release);
		Parts.forEach(this.watches.all(), this::compare);
	}

	private void renewLeases() {
		Parts.forEach(this.watches.all().stream().map(Watch::connectionId).toList(), this.repository::renew);
		this.repository.deleteAbandoned();
	}

	private void compare(Collection<Watch> some) {
		Map<String, Row> rows = this.repository.find(some.stream().map(Watch::connectionId).toList())
			.stream()
			.collect(Collectors.toMap(Row::connectionId, Function.identity()));
		some.stream().filter((watch) -> !watch.isOver()).forEach((watch) -> compare(watch, rows));
	}

	private void compare(Watch watch, Map<String, Row> rows) {
		Row row = rows.get(watch.connectionId());
		if (row != null && row.leased()) {
			watch.compare(row);
			return;
		}
		try {
			if (row == null) {
				this.repository.begin(watch.connectionId());
			}
			else {
				this.repository.takeOver(watch.connectionId());
			}
			this.repository.find(List.of(watch.connectionId())).forEach(watch::compare);
		}
		catch (DataIntegrityViolationException ex) {
			// the connection is gone, and with it the reason to follow
			watch.followers().forEach(EventStream::end);
		}
	}

	private void beat() {
		this.watches.streams().forEach((stream) -> stream.beat(this.properties.heartbeat()));
	}

	private void endUnanswered() {
		List<EventStream> streams = this.watches.streams();
		if (!streams.isEmpty()) {
			Set<InetSocketAddress> unanswered = this.unansweredSockets.remoteAddresses();
			streams.stream().filter((stream) -> unanswered.contains(stream.remoteAddress())).forEach(EventStream::end);
		}
	}

	private void every(Duration interval, Runnable task) {
		this.tasks.add(this.scheduler.scheduleWithFixedDelay(() -> run(task), interval));
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (DataAccessException ex) {
			logger.debug("Streams have to wait for the database [" + ex.getClass().getSimpleName() + "]");
		}
	}

}
