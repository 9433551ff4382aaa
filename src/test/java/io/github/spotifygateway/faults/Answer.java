package io.github.spotifygateway.faults;

import java.time.Duration;

/**
 * What a caller got.
 *
 * @param status the HTTP status, or {@link #NONE}
 * @param latency how long it took
 */
record Answer(int status, Duration latency) {

	/** Stands for the status when the connection broke before there was one. */
	static final int NONE = 0;

	/** The status of a caller that got what it asked for. */
	static final int SERVED = 200;

	boolean isServed() {
		return this.status == SERVED;
	}

}
