package io.github.spotifygateway.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Outcome;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those whom nobody knows from filling the audit trail: what does not succeed goes
 * through one by one a few times a minute, and after that as a number.
 */
final class Flood {

	private static final int MOST_PER_ADDRESS = 5;

	private static final int MOST_PER_TYPE = 60;

	private static final int MOST_ADDRESSES = 1_000;

	private static final int MOST_SUMS = 20;

	private final Map<Source, Integer> perAddress = new HashMap<>();

	private final Map<Type, Integer> perType = new HashMap<>();

	private final Map<Source, Sum> heldBack = new HashMap<>();

	/**
	 * Let an event through or hold it back.
	 * @return {@code false} if it only counts
	 */
	synchronized boolean admit(SecurityEvent event) {
		if (event.outcome() == Outcome.SUCCESS || hasRoom(event)) {
			return true;
		}
		Source source = Source.of(event);
		boolean apart = this.heldBack.containsKey(source) || this.heldBack.size() < MOST_SUMS;
		this.heldBack.merge(apart ? source : source.anywhere(), new Sum(event, 1), Sum::plus);
		return false;
	}

	private boolean hasRoom(SecurityEvent event) {
		Source source = Source.of(event);
		boolean known = this.perAddress.containsKey(source) || this.perAddress.size() < MOST_ADDRESSES;
		return known && this.perAddress.merge(source, 1, Integer::sum) <= MOST_PER_ADDRESS
				&& this.perType.merge(event.type(), 1, Integer::sum) <= MOST_PER_TYPE;
	}

	/**
	 * Begin the next minute.
	 * @return what was held back in the last one, added up
	 */
	synchronized List<Sum> next() {
		List<Sum> sums = new ArrayList<>(this.heldBack.values());
		this.heldBack.clear();
		this.perAddress.clear();
		this.perType.clear();
		return sums;
	}

	/**
	 * Events that are alike, added up. What they do not share is left out.
	 */
	record Sum(SecurityEvent event, int occurrences) {

		Sum plus(Sum other) {
			return new Sum(shared(other.event), this.occurrences + other.occurrences);
		}

		private SecurityEvent shared(SecurityEvent other) {
			return new SecurityEvent(this.event.type(), this.event.outcome(), shared(this.event.actor(), other.actor()),
					shared(this.event.address(), other.address()), shared(this.event.subject(), other.subject()),
					this.event.reason(), shared(this.event.requestId(), other.requestId()));
		}

		private static @Nullable String shared(@Nullable String one, @Nullable String other) {
			return (one != null && one.equals(other)) ? one : null;
		}

	}

	private record Source(Type type, Outcome outcome, @Nullable String reason, @Nullable String address) {

		static Source of(SecurityEvent event) {
			return new Source(event.type(), event.outcome(), event.reason(), event.address());
		}

		Source anywhere() {
			return new Source(this.type, this.outcome, this.reason, null);
		}

	}

}
