package io.github.spotifygateway.live;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of the event streams.
 *
 * @param interval time between two looks at Spotify while something plays; never less
 * @param longestInterval time between two looks when nothing has changed for long
 * @param heartbeat time between two signs of life on a stream
 * @param lease time after which another node looks instead of one that is gone
 * @param streams streams open on a node
 * @param streamsPerUser streams open on a node for one user
 * @param maxInFlight looks at Spotify that a node makes at the same time
 */
@ConfigurationProperties("spotify-gateway.live")
record LiveProperties(@DefaultValue("5s") Duration interval, @DefaultValue("60s") Duration longestInterval,
		@DefaultValue("15s") Duration heartbeat, @DefaultValue("15s") Duration lease,
		@DefaultValue("10000") int streams, @DefaultValue("20") int streamsPerUser,
		@DefaultValue("16") int maxInFlight) {

	LiveProperties {
		requireAtLeast(Duration.ofMillis(100), interval, "interval");
		requireAtLeast(interval, longestInterval, "longest-interval");
		requireAtLeast(Duration.ofMillis(100), heartbeat, "heartbeat");
		requireAtLeast(Duration.ofSeconds(3), lease, "lease");
		Assert.isTrue(streams > 0 && streamsPerUser > 0 && maxInFlight > 0,
				"streams, streams-per-user and max-in-flight must be at least 1");
	}

	private static void requireAtLeast(Duration least, Duration value, String name) {
		Assert.isTrue(value.compareTo(least) >= 0, () -> name + " must be at least " + least.toMillis() + " ms");
	}

}
