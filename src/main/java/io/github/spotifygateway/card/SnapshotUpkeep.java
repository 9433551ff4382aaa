package io.github.spotifygateway.card;

import java.time.Duration;
import java.time.InstantSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;

/**
 * Deletes what users were listening to once no card shows it any more.
 */
final class SnapshotUpkeep implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(SnapshotUpkeep.class);

	private static final Duration SELDOM = Duration.ofMinutes(10);

	private final CardRepository repository;

	private final TaskScheduler scheduler;

	private final InstantSource clock;

	SnapshotUpkeep(CardRepository repository, TaskScheduler scheduler, InstantSource clock) {
		this.repository = repository;
		this.scheduler = scheduler;
		this.clock = clock;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.scheduler.scheduleWithFixedDelay(this::deleteForgotten, SELDOM);
	}

	private void deleteForgotten() {
		try {
			int deleted = this.repository.deleteSnapshots(this.clock.instant().minus(Snapshot.FORGOTTEN_AFTER));
			if (deleted > 0) {
				logger.info("Deleted what " + deleted + " users were listening to " + Snapshot.FORGOTTEN_AFTER.toDays()
						+ " days ago");
			}
		}
		catch (DataAccessException ex) {
			logger.debug("Old snapshots have to wait for the database [" + ex.getClass().getSimpleName() + "]");
		}
	}

}
