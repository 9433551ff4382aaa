package io.github.spotifygateway.audit;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Outcome;
import io.github.spotifygateway.web.SecurityEvent.Type;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * How many security events there were, each counted however many come, and how the audit
 * trail keeps up with them.
 */
final class AuditMetrics implements MeterBinder, ApplicationListener<PayloadApplicationEvent<SecurityEvent>> {

	private final Map<Type, Map<Outcome, LongAdder>> counts = new EnumMap<>(Type.class);

	private final AuditWriter writer;

	AuditMetrics(AuditWriter writer) {
		this.writer = writer;
		for (Type type : Type.values()) {
			Map<Outcome, LongAdder> ofType = new EnumMap<>(Outcome.class);
			for (Outcome outcome : Outcome.values()) {
				ofType.put(outcome, new LongAdder());
			}
			this.counts.put(type, ofType);
		}
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<SecurityEvent> published) {
		SecurityEvent event = published.getPayload();
		this.counts.getOrDefault(event.type(), Map.of()).getOrDefault(event.outcome(), new LongAdder()).increment();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.counts.forEach((type,
				ofType) -> ofType.forEach((outcome, count) -> FunctionCounter
					.builder("spotify.gateway.security.events", count, LongAdder::sum)
					.description("Security events by type and outcome")
					.tag("type", type.toString())
					.tag("outcome", outcome.toString())
					.register(registry)));
		FunctionCounter.builder("spotify.gateway.audit.lost", this.writer, AuditWriter::lost)
			.description("Audit records that were not written to the database")
			.register(registry);
		Gauge.builder("spotify.gateway.audit.waiting", this.writer, AuditWriter::waiting)
			.description("Audit records that wait for the database")
			.register(registry);
	}

}
