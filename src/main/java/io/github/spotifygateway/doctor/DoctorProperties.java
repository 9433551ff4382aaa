package io.github.spotifygateway.doctor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is looked at without being asked for.
 *
 * @param checkAtStart whether to say in the log after the start what is wrong; asks
 * Spotify once
 */
@ConfigurationProperties("spotify-gateway.doctor")
record DoctorProperties(@DefaultValue("true") boolean checkAtStart) {

}
