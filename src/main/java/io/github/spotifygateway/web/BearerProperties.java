package io.github.spotifygateway.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often callers may bring a wrong token. Each node counts by itself.
 *
 * @param failedTokensPerMinute tokens that are not good, from one address; as many again
 * that cannot be checked yet
 */
@ConfigurationProperties("spotify-gateway.access")
record BearerProperties(@DefaultValue("20") int failedTokensPerMinute) {
}
