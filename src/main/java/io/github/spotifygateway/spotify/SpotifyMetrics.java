package io.github.spotifygateway.spotify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.github.spotifygateway.spotify.SavedCalls.By;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * What keeps calls from Spotify, and why Spotify takes none.
 */
final class SpotifyMetrics implements MeterBinder {

	private static final Duration MAX_AGE = Duration.ofSeconds(30);

	private final SavedCalls savedCalls;

	private final CoolDowns coolDowns;

	private final InstantSource clock;

	private final AtomicReference<@Nullable Reading> latest = new AtomicReference<>();

	SpotifyMetrics(SavedCalls savedCalls, CoolDowns coolDowns, InstantSource clock) {
		this.savedCalls = savedCalls;
		this.coolDowns = coolDowns;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (By by : By.values()) {
			FunctionCounter.builder("spotify.gateway.calls.saved", this.savedCalls.of(by), LongAdder::sum)
				.description("Calls that did not go to Spotify, by what answered them")
				.tag("by", by.toString())
				.register(registry);
		}
		Gauge.builder("spotify.gateway.cooldowns", this, SpotifyMetrics::coolDowns)
			.description("Operations that Spotify takes no calls of for now")
			.register(registry);
	}

	private double coolDowns() {
		Instant now = this.clock.instant();
		Reading reading = this.latest.get();
		if (reading == null || reading.at().plus(MAX_AGE).isBefore(now)) {
			reading = new Reading(this.coolDowns.inForce().size(), now);
			this.latest.set(reading);
		}
		return reading.coolDowns();
	}

	private record Reading(int coolDowns, Instant at) {
	}

}
