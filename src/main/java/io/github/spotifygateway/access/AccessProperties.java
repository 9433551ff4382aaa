package io.github.spotifygateway.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often callers may try. Each node counts by itself.
 *
 * @param newTokensPerHour API tokens a user makes
 * @param deviceLoginsPerHour device logins begun from one address
 * @param wrongUserCodes codes of device logins a user may mistype within ten minutes
 */
@ConfigurationProperties("spotify-gateway.access")
record AccessProperties(@DefaultValue("10") int newTokensPerHour, @DefaultValue("60") int deviceLoginsPerHour,
		@DefaultValue("5") int wrongUserCodes) {
}
