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

	boolean isServed() {
		return this.status == 200;
	}

}
