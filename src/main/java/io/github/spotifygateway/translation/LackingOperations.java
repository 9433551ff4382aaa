package io.github.spotifygateway.translation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.spotifygateway.spotify.AppKind;
import io.github.spotifygateway.spotify.AppObservations;
import io.github.spotifygateway.spotify.WebApiOperation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * What this app lacks of the Web API, as far as Spotify's answers have shown within the
 * last day: each operation by itself, or all that its kind of app lacks. Spotify may
 * change an app any day, so that what is older does not count.
 */
final class LackingOperations {

	private static final Log logger = LogFactory.getLog(LackingOperations.class);

	/** How long a node goes without a look at what answers have shown. */
	private static final Duration REMEMBERED = Duration.ofSeconds(30);

	private final AppObservations observations;

	private final Duration relearn;

	private final InstantSource clock;

	private final Cache<String, Boolean> refused;

	private final AtomicReference<@Nullable Reading> latest = new AtomicReference<>();

	LackingOperations(AppObservations observations, Duration relearn, InstantSource clock) {
		this.observations = observations;
		this.relearn = relearn;
		this.clock = clock;
		this.refused = Caffeine.newBuilder().expireAfterWrite(relearn).build();
	}

	/**
	 * Whether Spotify has refused an operation to this app.
	 */
	boolean contain(WebApiOperation operation) {
		return this.refused.getIfPresent(operation.id()) != null;
	}

	void add(WebApiOperation operation) {
		this.refused.put(operation.id(), Boolean.TRUE);
	}

	void remove(WebApiOperation operation) {
		this.refused.invalidate(operation.id());
	}

	/**
	 * The kind of app, as far as that has been seen lately.
	 */
	AppKind kind() {
		Instant now = this.clock.instant();
		Reading reading = this.latest.get();
		if (reading != null && reading.at().plus(REMEMBERED).isAfter(now)) {
			return reading.kind();
		}
		Reading before = new Reading((reading != null) ? reading.kind() : AppKind.UNKNOWN, now);
		// one looks, the others go by what was seen before
		if (this.latest.compareAndSet(reading, before)) {
			this.latest.set(new Reading(read(now), now));
		}
		return Objects.requireNonNull(this.latest.get()).kind();
	}

	private AppKind read(Instant now) {
		try {
			return AppKind.of(this.observations.latest()
				.stream()
				.filter((seen) -> seen.lastSeenAt().plus(this.relearn).isAfter(now))
				.toList());
		}
		catch (DataAccessException ex) {
			logger.debug("The kind of app is not known: the database is away");
			return AppKind.UNKNOWN;
		}
	}

	private record Reading(AppKind kind, Instant at) {
	}

}
