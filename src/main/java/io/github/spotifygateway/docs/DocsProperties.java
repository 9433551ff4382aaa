package io.github.spotifygateway.docs;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the description of what can be called.
 *
 * @param enabled whether there is one, at {@code /docs} and {@code /docs/openapi.json}
 */
@ConfigurationProperties("spotify-gateway.docs")
record DocsProperties(@DefaultValue("true") boolean enabled) {

}
