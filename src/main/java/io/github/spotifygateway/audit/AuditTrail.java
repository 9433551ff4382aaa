package io.github.spotifygateway.audit;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

import io.github.spotifygateway.web.SecurityEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Takes down security events: each is a line of the log, with its parts as fields where
 * logs are structured, and a record that is written a moment later.
 */
final class AuditTrail implements ApplicationListener<PayloadApplicationEvent<SecurityEvent>> {

	/** A name of its own, for a log that is kept apart. */
	static final String LOGGER = "spotify-gateway.audit";

	private static final Logger logger = LoggerFactory.getLogger(LOGGER);

	private final AuditWriter writer;

	private final InstantSource clock;

	private final Flood flood = new Flood();

	AuditTrail(AuditWriter writer, InstantSource clock) {
		this.writer = writer;
		this.clock = clock;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<SecurityEvent> published) {
		SecurityEvent event = published.getPayload();
		if (this.flood.admit(event)) {
			take(event, 1);
		}
	}

	/**
	 * Take down what was held back for a minute.
	 */
	void takeHeldBack() {
		this.flood.next().forEach((sum) -> take(sum.event(), sum.occurrences()));
	}

	private void take(SecurityEvent event, int occurrences) {
		log(event, occurrences);
		this.writer.add(new AuditRecord(event, this.clock.instant().truncatedTo(ChronoUnit.MILLIS), occurrences));
	}

	private static void log(SecurityEvent event, int occurrences) {
		StringBuilder text = new StringBuilder().append(event.type()).append(' ').append(event.outcome());
		LoggingEventBuilder line = logger.atInfo()
			.addKeyValue("audit.type", event.type().toString())
			.addKeyValue("audit.outcome", event.outcome().toString());
		add(line, text, "actor", event.actor());
		add(line, text, "address", event.address());
		add(line, text, "subject", event.subject());
		add(line, text, "reason", event.reason());
		add(line, text, "request", event.requestId());
		if (occurrences > 1) {
			add(line, text, "occurrences", Integer.toString(occurrences));
		}
		line.log(text.toString());
	}

	private static void add(LoggingEventBuilder line, StringBuilder text, String name, @Nullable String value) {
		if (value != null) {
			line.addKeyValue("audit." + name, value);
			text.append(' ').append(name).append("=[").append(value).append(']');
		}
	}

}
