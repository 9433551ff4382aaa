package io.github.spotifygateway.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.spotifygateway.web.Allowance;
import io.github.spotifygateway.web.CallerAddress;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Outcome;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those who do one thing again and again from filling the audit trail: it goes
 * through one by one a few times, and after that as a number a minute. A user has so many
 * of each type an hour, whatever comes of them; those whom nobody knows have so many a
 * minute. No type takes the room of another, and what the gateway does by itself always
 * goes through.
 */
final class Flood {

	private static final int MOST_PER_ACTOR = 60;

	private static final Duration PERIOD_OF_ACTORS = Duration.ofHours(1);

	private final Allowance actors = new Allowance(MOST_PER_ACTOR, PERIOD_OF_ACTORS);

	private final Map<Kind, Minute> minutes = new HashMap<>();

	/**
	 * Let an event through or hold it back.
	 * @return {@code false} if it only counts
	 */
	synchronized boolean admit(SecurityEvent event) {
		if (event.address() == null) {
			return true;
		}
		Source source = Source.of(event, event.address());
		Minute minute = this.minutes.computeIfAbsent(source.kind(), (kind) -> new Minute());
		boolean room = (source.actor() != null) ? this.actors.use(source.budget()).isEmpty() : minute.hasRoom(source);
		if (!room) {
			minute.holdBack(source, event);
		}
		return room;
	}

	/**
	 * Begin the next minute.
	 * @return what was held back in the last one, added up
	 */
	synchronized List<Sum> next() {
		List<Sum> sums = this.minutes.values().stream().flatMap((minute) -> minute.sums().stream()).toList();
		this.minutes.clear();
		return sums;
	}

	/**
	 * Events that are alike, added up. What they do not share is left out; of addresses
	 * of one network that network is left.
	 */
	record Sum(SecurityEvent event, int occurrences) {

		Sum plus(Sum other) {
			return new Sum(shared(other.event), this.occurrences + other.occurrences);
		}

		private SecurityEvent shared(SecurityEvent other) {
			return new SecurityEvent(this.event.type(), this.event.outcome(), shared(this.event.actor(), other.actor()),
					sharedAddress(other.address()), shared(this.event.subject(), other.subject()), this.event.reason(),
					shared(this.event.requestId(), other.requestId()));
		}

		private @Nullable String sharedAddress(@Nullable String other) {
			String one = this.event.address();
			if (one == null || other == null || one.equals(other)) {
				return shared(one, other);
			}
			return shared(CallerAddress.of(one), CallerAddress.of(other));
		}

		private static @Nullable String shared(@Nullable String one, @Nullable String other) {
			return (one != null && one.equals(other)) ? one : null;
		}

	}

	/**
	 * What has room of its own.
	 */
	private record Kind(Type type, Outcome outcome, boolean known) {
	}

	/**
	 * Who did what: a user from wherever, or a network.
	 */
	private record Source(Type type, Outcome outcome, @Nullable String reason, @Nullable String actor,
			@Nullable String network) {

		static Source of(SecurityEvent event, String address) {
			return new Source(event.type(), event.outcome(), event.reason(), event.actor(),
					(event.actor() != null) ? null : CallerAddress.of(address));
		}

		Kind kind() {
			return new Kind(this.type, this.outcome, this.actor != null);
		}

		String budget() {
			return this.type + " " + this.outcome + " " + this.actor;
		}

		Source anybody() {
			return new Source(this.type, this.outcome, this.reason, null, null);
		}

	}

	/**
	 * What there was of one kind in this minute.
	 */
	private static final class Minute {

		private static final int MOST_PER_NETWORK = 5;

		private static final int MOST = 60;

		private static final int MOST_NETWORKS = 1_000;

		private static final int MOST_SUMS = 20;

		private final Map<Source, Integer> perNetwork = new HashMap<>();

		private final Map<Source, Sum> heldBack = new HashMap<>();

		private final AtomicInteger admitted = new AtomicInteger();

		boolean hasRoom(Source source) {
			boolean known = this.perNetwork.containsKey(source) || this.perNetwork.size() < MOST_NETWORKS;
			boolean room = known && this.admitted.get() < MOST
					&& this.perNetwork.merge(source, 1, Integer::sum) <= MOST_PER_NETWORK;
			this.admitted.addAndGet(room ? 1 : 0);
			return room;
		}

		void holdBack(Source source, SecurityEvent event) {
			boolean apart = this.heldBack.containsKey(source) || this.heldBack.size() < MOST_SUMS;
			this.heldBack.merge(apart ? source : source.anybody(), new Sum(event, 1), Sum::plus);
		}

		List<Sum> sums() {
			return new ArrayList<>(this.heldBack.values());
		}

	}

}
