package io.github.spotifygateway.standalone;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the stand-alone server ends.
 *
 * @param drain time for which a node that is told to stop goes on serving and says that
 * it is not ready, so that load balancers send it nothing more
 */
@ConfigurationProperties("spotify-gateway.shutdown")
record ShutdownProperties(@DefaultValue("0s") Duration drain) {

}
