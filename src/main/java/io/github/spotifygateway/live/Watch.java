package io.github.spotifygateway.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.live.WatchRepository.Row;
import io.github.spotifygateway.playback.NowPlaying;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * A user whose playback somebody follows on this node: who follows, and what they were
 * told last.
 */
final class Watch {

	private final Connection connection;

	private final WatchRepository repository;

	private final EventFormat format;

	private final LookSchedule looks;

	private final InstantSource clock;

	private final Set<EventStream> followers = ConcurrentHashMap.newKeySet();

	private final AtomicReference<@Nullable PlaybackEvent> event = new AtomicReference<>();

	/** The event that all nodes know of, as far as this one knows. */
	private final AtomicReference<@Nullable String> sharedId = new AtomicReference<>();

	private final AtomicInteger nudges = new AtomicInteger();

	private final AtomicBoolean leading = new AtomicBoolean();

	private final AtomicBoolean over = new AtomicBoolean();

	Watch(Connection connection, WatchRepository repository, EventFormat format, LookSchedule looks,
			InstantSource clock) {
		this.connection = connection;
		this.repository = repository;
		this.format = format;
		this.looks = looks;
		this.clock = clock;
	}

	String connectionId() {
		return this.connection.id();
	}

	String principalName() {
		return this.connection.principalName();
	}

	List<EventStream> followers() {
		return List.copyOf(this.followers);
	}

	/**
	 * Add a follower, who is told at once what is known.
	 * @param opening opens its stream, unless there are too many
	 * @param lastEventId the event the follower knows, if any
	 * @param most followers there may be
	 * @return the stream, unless the watch is over
	 * @throws TooManyStreamsException if there are too many
	 */
	synchronized @Nullable EventStream follow(Supplier<EventStream> opening, @Nullable String lastEventId, int most) {
		if (this.over.get()) {
			return null;
		}
		if (this.followers.size() >= most) {
			throw new TooManyStreamsException(true);
		}
		EventStream follower = opening.get();
		this.followers.add(follower);
		PlaybackEvent known = this.event.get();
		if (known != null && !known.id().equals(lastEventId)) {
			follower.send(this.format.write(known, this.clock.instant()));
		}
		this.looks.unlessRecent();
		return follower;
	}

	/**
	 * Take a follower away.
	 * @return {@code true} if it was the last, with whom the watch ends
	 */
	synchronized boolean leave(EventStream follower) {
		return this.followers.remove(follower) && endUnfollowed();
	}

	/**
	 * End the watch if nobody follows.
	 * @return {@code true} if it has ended now
	 */
	synchronized boolean endUnfollowed() {
		return this.followers.isEmpty() && this.over.compareAndSet(false, true);
	}

	/**
	 * Whether the last follower has left.
	 */
	boolean isOver() {
		return this.over.get();
	}

	/**
	 * Whether it is this node that looks.
	 */
	boolean isLedHere() {
		return this.leading.get();
	}

	/**
	 * Begin a look if it is this node's turn and time for it.
	 * @return whether it has begun; then {@link #endLook} must follow
	 */
	boolean beginLook() {
		return this.leading.get() && !this.over.get() && this.looks.begin();
	}

	void endLook() {
		this.looks.end();
	}

	/**
	 * Look soon, because the user did something.
	 */
	void nudge() {
		this.looks.soon();
	}

	/**
	 * Take note of what Spotify said, and tell the followers if it is news.
	 */
	synchronized void learn(NowPlaying nowPlaying) {
		PlaybackEvent known = this.event.get();
		boolean news = known == null || known.isOutdatedBy(nowPlaying);
		this.looks.answered(nowPlaying, news);
		if (news) {
			announce(PlaybackEvent.of(nowPlaying));
		}
	}

	/**
	 * Take note that Spotify could not be asked, and tell the followers why.
	 * @return whether that is news
	 */
	synchronized boolean fail(Map<String, Object> problem, @Nullable Duration retryAfter) {
		this.looks.failed(retryAfter);
		PlaybackEvent known = this.event.get();
		boolean news = known == null || !known.tells(problem);
		if (news) {
			announce(PlaybackEvent.ofProblem(problem, known));
		}
		return news;
	}

	/**
	 * Compare with what the nodes share.
	 */
	synchronized void compare(Row row) {
		if (!this.leading.getAndSet(row.leading()) && row.leading()) {
			// nobody knows when the node before looked last
			this.looks.atOnce();
		}
		if (this.nudges.getAndSet(row.nudges()) != row.nudges()) {
			nudge();
		}
		if (!Objects.equals(row.eventId(), this.sharedId.get())) {
			adopt();
		}
		PlaybackEvent known = this.event.get();
		if (known != null && !known.id().equals(this.sharedId.get())) {
			share(known);
		}
	}

	/**
	 * Take what the nodes share by now; the row that was compared may be older.
	 */
	private void adopt() {
		PlaybackEvent shared = this.repository.event(connectionId()).orElse(null);
		this.sharedId.set((shared != null) ? shared.id() : null);
		PlaybackEvent known = this.event.get();
		if (shared != null && (known == null || !known.id().equals(shared.id()))) {
			tell(shared);
		}
	}

	private void announce(PlaybackEvent news) {
		tell(news);
		share(news);
	}

	private void tell(PlaybackEvent news) {
		this.event.set(news);
		byte[] bytes = this.format.write(news, this.clock.instant());
		this.followers.forEach((follower) -> follower.send(bytes));
	}

	private void share(PlaybackEvent news) {
		try {
			if (this.repository.share(connectionId(), this.sharedId.get(), news)) {
				this.sharedId.set(news.id());
			}
		}
		catch (DataAccessException ex) {
			// the next comparison shares it
		}
	}

}
