package io.github.spotifygateway.standalone;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;

/**
 * Gives load balancers the time to hear that a node stops. That it is not ready is the
 * first thing Spring Boot says then; whatever follows, the end of schedulers and of event
 * streams for instance, must find the node without callers.
 */
final class Drain {

	private static final Log logger = LogFactory.getLog(Drain.class);

	private final Duration time;

	Drain(Duration time) {
		this.time = time;
	}

	/**
	 * Wait. The listener that keeps the state for the health endpoint came first.
	 * @param event a change of what load balancers are told
	 */
	@EventListener
	void onChange(AvailabilityChangeEvent<ReadinessState> event) throws InterruptedException {
		if (event.getState() == ReadinessState.REFUSING_TRAFFIC && !this.time.isZero()) {
			logger.info("Not ready any more; serving for another " + this.time.toMillis() + " ms");
			Thread.sleep(this.time.toMillis());
		}
	}

}
