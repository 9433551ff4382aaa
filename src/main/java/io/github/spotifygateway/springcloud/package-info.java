/**
 * Spotify as a route of a Spring Cloud Gateway, with the caller's own access token.
 */
@NullMarked
package io.github.spotifygateway.springcloud;

import org.jspecify.annotations.NullMarked;
