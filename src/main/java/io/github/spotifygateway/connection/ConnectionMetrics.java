package io.github.spotifygateway.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

import io.github.spotifygateway.store.GatewayDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many connections there are, and how many grants Spotify ends within 30, 7 and 1
 * days. All gauges of a reading share one query.
 */
final class ConnectionMetrics implements MeterBinder {

	private static final Duration MAX_AGE = Duration.ofSeconds(30);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final AtomicReference<@Nullable Reading> latest = new AtomicReference<>();

	ConnectionMetrics(GatewayDatabase database, Clock clock) {
		this.jdbc = database.jdbc();
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
			reading = new Reading(count(), now);
			this.latest.set(reading);
		}
		return reading.counts();
	}

	private Counts count() {
		return this.jdbc
			.sql("""
					select count(case when state = 'CONNECTED' then 1 end) connected,
					    count(case when state = 'REAUTHORIZE' then 1 end) reauthorize,
					    count(case when state = 'CONNECTED' and reauthorize_by < current_timestamp + interval '30' day then 1 end) due_within30_days,
					    count(case when state = 'CONNECTED' and reauthorize_by < current_timestamp + interval '7' day then 1 end) due_within7_days,
					    count(case when state = 'CONNECTED' and reauthorize_by < current_timestamp + interval '1' day then 1 end) due_within1_day
					from connection""")
			.query(Counts.class)
			.single();
	}

	private record Reading(Counts counts, Instant at) {
	}

	/**
	 * How many connections there are.
	 *
	 * @param connected those that can be used
	 * @param reauthorize those whose grant ended
	 * @param dueWithin30Days those whose grant ends within 30 days
	 * @param dueWithin7Days those whose grant ends within 7 days
	 * @param dueWithin1Day those whose grant ends within a day
	 */
	record Counts(long connected, long reauthorize, long dueWithin30Days, long dueWithin7Days, long dueWithin1Day) {
	}

}
