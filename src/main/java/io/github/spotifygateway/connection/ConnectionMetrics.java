package io.github.spotifygateway.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

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

	private final Connections connections;

	private final Clock clock;

	private final AtomicReference<@Nullable Reading> latest = new AtomicReference<>();

	ConnectionMetrics(Connections connections, Clock clock) {
		this.connections = connections;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge("spotify.gateway.connections", ConnectionCounts::connected).description("Connections by state")
			.tag("state", "connected")
			.register(registry);
		gauge("spotify.gateway.connections", ConnectionCounts::reauthorize).description("Connections by state")
			.tag("state", "reauthorize")
			.register(registry);
		due(ConnectionCounts::dueWithin30Days).tag("within", "30d").register(registry);
		due(ConnectionCounts::dueWithin7Days).tag("within", "7d").register(registry);
		due(ConnectionCounts::dueWithin1Day).tag("within", "1d").register(registry);
	}

	private Gauge.Builder<?> due(ToDoubleFunction<ConnectionCounts> value) {
		return gauge("spotify.gateway.connections.due", value).description("Connections whose grant ends soon");
	}

	private Gauge.Builder<?> gauge(String name, ToDoubleFunction<ConnectionCounts> value) {
		return Gauge.builder(name, this, (metrics) -> value.applyAsDouble(metrics.counts()));
	}

	private ConnectionCounts counts() {
		Instant now = this.clock.instant();
		Reading reading = this.latest.get();
		if (reading == null || reading.at().plus(MAX_AGE).isBefore(now)) {
			reading = new Reading(this.connections.counts(), now);
			this.latest.set(reading);
		}
		return reading.counts();
	}

	private record Reading(ConnectionCounts counts, Instant at) {
	}

}
