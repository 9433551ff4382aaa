package io.github.spotifygateway.translation;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls of one generation of the Web API are made by means of the other.
 *
 * @param enabled whether they are at all
 * @param maxCalls calls to Spotify that one call may become
 * @param atOnce how many of them may be under way at the same time
 * @param maxTime time after which no further one of them is begun
 * @param keep time for which what was read for everybody is kept
 * @param relearn time after which an operation that Spotify refused is tried again
 */
@ConfigurationProperties("spotify-gateway.translation")
record TranslationProperties(@DefaultValue("true") boolean enabled, @DefaultValue("50") int maxCalls,
		@DefaultValue("4") int atOnce, @DefaultValue("30s") Duration maxTime, @DefaultValue("60s") Duration keep,
		@DefaultValue("24h") Duration relearn) {

}
