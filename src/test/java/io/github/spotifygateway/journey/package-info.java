/**
 * The whole gateway over real HTTP, against the simulated Spotify.
 */
@NullMarked
package io.github.spotifygateway.journey;

import org.jspecify.annotations.NullMarked;
