package io.github.spotifygateway.live;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

import io.github.spotifygateway.connection.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The users whose playback somebody follows on this node.
 */
final class Watches {

	private final WatchRepository repository;

	private final EventFormat format;

	private final LiveProperties properties;

	private final InstantSource clock;

	private final Semaphore places;

	private final LongAdder refused = new LongAdder();

	private final Map<String, Watch> byConnection = new ConcurrentHashMap<>();

	/** Connections that somebody followed. */
	private final Set<String> left = ConcurrentHashMap.newKeySet();

	Watches(WatchRepository repository, EventFormat format, LiveProperties properties, InstantSource clock) {
		this.repository = repository;
		this.format = format;
		this.properties = properties;
		this.clock = clock;
		this.places = new Semaphore(properties.streams());
	}

	/**
	 * Let a follower in.
	 * @param connection whose playback it follows
	 * @param lastEventId the event it knows, if any
	 * @param opening opens its stream
	 * @return the stream, which has not begun
	 * @throws TooManyStreamsException if there is no room
	 */
	EventStream follow(Connection connection, @Nullable String lastEventId, StreamOpening opening) {
		if (!this.places.tryAcquire()) {
			this.refused.increment();
			throw new TooManyStreamsException(false);
		}
		try {
			return join(connection, lastEventId, opening);
		}
		catch (RuntimeException ex) {
			this.places.release();
			if (ex instanceof TooManyStreamsException) {
				this.refused.increment();
			}
			throw ex;
		}
	}

	private EventStream join(Connection connection, @Nullable String lastEventId, StreamOpening opening) {
		while (true) {
			Watch watch = this.byConnection.computeIfAbsent(connection.id(), (absent) -> new Watch(connection,
					this.repository, this.format, new LookSchedule(this.properties, this.clock), this.clock));
			EventStream stream = join(watch, lastEventId, opening);
			if (stream != null) {
				return stream;
			}
			this.byConnection.remove(connection.id(), watch);
		}
	}

	private @Nullable EventStream join(Watch watch, @Nullable String lastEventId, StreamOpening opening) {
		try {
			return watch.follow(() -> opening.open((ended) -> leave(watch, ended)), lastEventId,
					this.properties.streamsPerUser());
		}
		catch (RuntimeException ex) {
			if (watch.endUnfollowed()) {
				forget(watch);
			}
			throw ex;
		}
	}

	/**
	 * Let a follower go; without followers nobody looks.
	 */
	private void leave(Watch watch, EventStream follower) {
		this.places.release();
		if (watch.leave(follower)) {
			forget(watch);
		}
	}

	private void forget(Watch watch) {
		this.byConnection.remove(watch.connectionId(), watch);
		this.left.add(watch.connectionId());
	}

	/**
	 * Tell once which connections nobody here follows any more.
	 */
	List<String> takeLeft() {
		return this.left.stream()
			.filter(this.left::remove)
			.filter((connectionId) -> !this.byConnection.containsKey(connectionId))
			.toList();
	}

	Collection<Watch> all() {
		return this.byConnection.values();
	}

	Optional<Watch> of(Connection connection) {
		return Optional.ofNullable(this.byConnection.get(connection.id()));
	}

	int open() {
		return this.properties.streams() - this.places.availablePermits();
	}

	LongAdder refused() {
		return this.refused;
	}

	List<EventStream> streams() {
		return all().stream().flatMap((watch) -> watch.followers().stream()).toList();
	}

}
