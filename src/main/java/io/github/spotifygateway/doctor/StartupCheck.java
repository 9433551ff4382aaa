package io.github.spotifygateway.doctor;

import java.util.List;
import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.dao.DataAccessException;

/**
 * Says in the log, once the application serves, what is wrong and what to do about it.
 */
final class StartupCheck implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(StartupCheck.class);

	private final Doctor doctor;

	private final DoctorProperties properties;

	private final Executor executor;

	StartupCheck(Doctor doctor, DoctorProperties properties, Executor executor) {
		this.doctor = doctor;
		this.properties = properties;
		this.executor = executor;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.properties.checkAtStart()) {
			this.executor.execute(this::check);
		}
	}

	private void check() {
		try {
			List<Check> notable = this.doctor.lookAround().stream().filter(StartupCheck::isNotable).toList();
			notable.forEach((check) -> logger.warn(check.name() + ": " + check.cause() + " " + check.remedy()));
			if (notable.isEmpty()) {
				logger.info("Spotify accepts this app, and nothing else is known to be wrong");
			}
		}
		catch (DataAccessException ex) {
			logger.warn("Nothing was checked: the database is away [" + ex.getClass().getSimpleName() + "]");
		}
	}

	/**
	 * What cannot be known is worth a word only when Spotify was asked in vain.
	 */
	private static boolean isNotable(Check check) {
		return switch (check.state()) {
			case PROBLEM, WARNING -> true;
			case UNKNOWN -> check.name().equals(AppChecks.CLIENT_CREDENTIALS);
			case OK -> false;
		};
	}

}
