package io.github.spotifygateway.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

import io.github.spotifygateway.connection.ConnectionRepository.Counts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * How many connections there are, and how many grants Spotify ends within 30, 7 and 1
 * days. All gauges of a reading share one query.
 */
final class ConnectionMetrics implements MeterBinder {

	private static final Duration MAX_AGE = Duration.ofSeconds(30);

	private final ConnectionRepository repository;

	private final Clock clock;

	private final AtomicReference<@Nullable Reading> latest = new AtomicReference<>();

	ConnectionMetrics(ConnectionRepository repository, Clock clock) {
		this.repository = repository;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge("spotify.gateway.connections", Counts::connected).description("Connections by state")
			.tag("state", "connected")
			.register(registry);
		gauge("spotify.gateway.connections", Counts::reauthorize).description("Connections by state")
			.tag("state", "reauthorize")
			.register(registry);
		due(Counts::dueWithin30Days).tag("within", "30d").register(registry);
		due(Counts::dueWithin7Days).tag("within", "7d").register(registry);
		due(Counts::dueWithin1Day).tag("within", "1d").register(registry);
	}

	private Gauge.Builder<?> due(ToDoubleFunction<Counts> value) {
		return gauge("spotify.gateway.connections.due", value).description("Connections whose grant ends soon");
	}

	private Gauge.Builder<?> gauge(String name, ToDoubleFunction<Counts> value) {
		return Gauge.builder(name, this, (metrics) -> value.applyAsDouble(metrics.counts()));
	}

	private Counts counts() {
		Instant now = this.clock.instant();
		Reading reading = this.latest.get();
		if (reading == null || reading.at().plus(MAX_AGE).isBefore(now)) {
			reading = new Reading(this.repository.count(), now);
			this.latest.set(reading);
		}
		return reading.counts();
	}

	private record Reading(Counts counts, Instant at) {
	}

}
