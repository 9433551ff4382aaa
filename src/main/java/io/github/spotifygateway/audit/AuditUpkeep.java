package io.github.spotifygateway.audit;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;

/**
 * What is done for the audit trail while nobody waits: records are written, and deleted
 * when their time is over. What is left when the application stops is written then.
 */
final class AuditUpkeep implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

	private static final Log logger = LogFactory.getLog(AuditUpkeep.class);

	private static final Duration SOON = Duration.ofMillis(250);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration SELDOM = Duration.ofHours(1);

	private final AuditTrail trail;

	private final AuditWriter writer;

	private final AuditRepository repository;

	private final Duration retention;

	private final TaskScheduler scheduler;

	AuditUpkeep(AuditTrail trail, AuditWriter writer, AuditRepository repository, Duration retention,
			TaskScheduler scheduler) {
		this.trail = trail;
		this.writer = writer;
		this.repository = repository;
		this.retention = retention;
		this.scheduler = scheduler;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.scheduler.scheduleWithFixedDelay(this.writer::write, SOON);
		this.scheduler.scheduleWithFixedDelay(this.trail::takeHeldBack, MINUTE);
		this.scheduler.scheduleWithFixedDelay(this::deleteOld, SELDOM);
	}

	void deleteOld() {
		try {
			int deleted = this.repository.deleteOlderThan(this.retention);
			if (deleted > 0) {
				logger.info("Deleted " + deleted + " audit records that were older than " + this.retention.toDays()
						+ " days");
			}
		}
		catch (DataAccessException ex) {
			logger.warn("Old audit records have to wait for the database [" + ex.getClass().getSimpleName() + "]");
		}
	}

	@Override
	public void close() {
		this.trail.takeHeldBack();
		this.writer.write();
	}

}
