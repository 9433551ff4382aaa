package io.github.spotifygateway.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import io.github.spotifygateway.store.GatewayDatabase;
import io.github.spotifygateway.store.Timestamps;
import io.github.spotifygateway.web.SecurityEvent;

/**
 * The rows of the {@code audit_event} table.
 */
public final class AuditRepository {

	private final GatewayDatabase database;

	/**
	 * Create the repository.
	 * @param database where the table is
	 */
	public AuditRepository(GatewayDatabase database) {
		this.database = database;
	}

	/**
	 * Keep an event at once, for a command that runs beside the server.
	 * @param event what happened just now
	 */
	public void insert(SecurityEvent event) {
		insert(List.of(new AuditRecord(event, Instant.now().truncatedTo(ChronoUnit.MILLIS), 1)));
	}

	/**
	 * Keep some records, all of them or none.
	 */
	void insert(List<AuditRecord> records) {
		this.database.inTransaction(() -> {
			records.forEach(this::insert);
			return true;
		});
	}

	private void insert(AuditRecord entry) {
		SecurityEvent event = entry.event();
		this.database.jdbc()
			.sql("""
						insert into audit_event (id, happened_at, type, outcome, actor, address, subject, reason, request_id,
					    occurrences)
					values (:id, :happenedAt, :type, :outcome, :actor, :address, :subject, :reason, :requestId,
					    :occurrences)""")
			.param("id", UUID.randomUUID().toString())
			.param("happenedAt", Timestamps.of(entry.happenedAt()))
			.param("type", event.type().toString())
			.param("outcome", event.outcome().toString())
			.param("actor", event.actor())
			.param("address", event.address())
			.param("subject", event.subject())
			.param("reason", event.reason())
			.param("requestId", event.requestId())
			.param("occurrences", entry.occurrences())
			.update();
	}

	/**
	 * Delete what happened some time ago. Nodes that do it at the same time do no harm.
	 * @return how many records that were
	 */
	int deleteOlderThan(Duration age) {
		return this.database.jdbc()
			.sql("""
					delete from audit_event
					where happened_at < current_timestamp - cast(? as bigint) * interval '1' second""")
			.param(age.toSeconds())
			.update();
	}

}
