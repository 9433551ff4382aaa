/**
 * {@code /auth/verify}: the gateway's word on requests that a company's gateway serves.
 */
@NullMarked
package io.github.spotifygateway.forwardauth;

import org.jspecify.annotations.NullMarked;
