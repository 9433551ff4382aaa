package io.github.spotifygateway.connection;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens are refreshed.
 *
 * @param deadline time for one call of the token endpoint
 * @param lease time for which a node has a connection to itself; longer than the deadline
 * @param patience time for which a caller waits for a refresh
 * @param pause time before a connection is tried again after a refresh that failed
 * @param maxInFlight refreshes a node makes at the same time
 * @param ahead which tokens are refreshed before someone needs them
 */
@ConfigurationProperties("spotify-gateway.refresh")
record RefreshProperties(@DefaultValue("20s") Duration deadline, @DefaultValue("30s") Duration lease,
		@DefaultValue("25s") Duration patience, @DefaultValue("5s") Duration pause, @DefaultValue("20") int maxInFlight,
		@DefaultValue Ahead ahead) {

	/**
	 * Which tokens are refreshed before someone needs them.
	 *
	 * @param before time before its end from which a token is refreshed
	 * @param usedWithin time within which the connection must have been used
	 * @param maxInFlight refreshes ahead of time a node makes at the same time
	 */
	record Ahead(@DefaultValue("5m") Duration before, @DefaultValue("15m") Duration usedWithin,
			@DefaultValue("5") int maxInFlight) {
	}

}
