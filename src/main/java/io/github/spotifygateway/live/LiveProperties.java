package io.github.spotifygateway.live;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
}
