package io.github.spotifygateway.relay;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How calls are relayed.
 *
 * @param enabled whether calls are relayed at all
 * @param maxRequestSize largest body of a relayed call; Spotify takes covers of 256 KB
 */
@ConfigurationProperties("spotify-gateway.relay")
record RelayProperties(@DefaultValue("true") boolean enabled, @DefaultValue("512KB") DataSize maxRequestSize) {

}
