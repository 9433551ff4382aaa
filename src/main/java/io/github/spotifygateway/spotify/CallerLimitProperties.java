package io.github.spotifygateway.spotify;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Each caller's share of the calls to Spotify.
 *
 * @param calls calls a caller may make within the period, on each node
 * @param period time after which a share that was used up is whole again
 * @param atOnce calls of a caller that may be under way at the same time
 */
@ConfigurationProperties("spotify-gateway.caller-limit")
record CallerLimitProperties(@DefaultValue("300") int calls, @DefaultValue("30s") Duration period,
		@DefaultValue("30") int atOnce) {

}
