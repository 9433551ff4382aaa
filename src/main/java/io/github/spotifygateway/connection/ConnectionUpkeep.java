package io.github.spotifygateway.connection;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;

/**
 * What is done for connections while nobody asks: tokens are refreshed ahead of time, the
 * end of grants is announced, and tokens of ended grants are deleted.
 */
final class ConnectionUpkeep implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(ConnectionUpkeep.class);

	/**
	 * For how long the tokens of an ended grant are kept, in case Spotify was wrong. Its
	 * terms want them deleted within five days.
	 */
	static final Duration QUARANTINE = Duration.ofDays(3);

	private static final Duration OFTEN = Duration.ofSeconds(10);

	private static final Duration SELDOM = Duration.ofMinutes(10);

	private final TaskScheduler scheduler;

	private final EndedGrants endedGrants;

	private final RefreshAhead refreshAhead;

	private final InvalidGrantBreaker breaker;

	private final ReauthorizationReminders reminders;

	ConnectionUpkeep(TaskScheduler scheduler, EndedGrants endedGrants, RefreshAhead refreshAhead,
			InvalidGrantBreaker breaker, ReauthorizationReminders reminders) {
		this.scheduler = scheduler;
		this.endedGrants = endedGrants;
		this.refreshAhead = refreshAhead;
		this.breaker = breaker;
		this.reminders = reminders;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		every(OFTEN, this.refreshAhead::refreshDue);
		every(OFTEN, this.breaker::takeBack);
		every(SELDOM, this.reminders::announce);
		every(SELDOM, this::deleteEndedTokens);
	}

	void deleteEndedTokens() {
		int deleted = this.endedGrants.deleteTokensEndedBefore(QUARANTINE);
		if (deleted > 0) {
			logger.info("Deleted the tokens of " + deleted + " grants that ended " + QUARANTINE.toDays() + " days ago");
		}
	}

	private void every(Duration interval, Runnable task) {
		this.scheduler.scheduleWithFixedDelay(() -> run(task), interval);
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (DataAccessException ex) {
			logger.warn("Upkeep has to wait for the database [" + ex.getClass().getSimpleName() + "]");
		}
	}

}
