package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A time that stands still until a test moves it.
 */
final class MovableTime implements InstantSource {

	private Instant now = Instant.parse("2026-11-21T09:00:00Z");

	@Override
	public synchronized Instant instant() {
		return this.now;
	}

	synchronized void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

}
