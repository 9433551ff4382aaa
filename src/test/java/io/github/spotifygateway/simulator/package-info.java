/**
 * A Spotify to run tests and the demo against: the accounts service and the Web API on
 * two loopback ports, with the wire behaviour of 2026.
 */
@NullMarked
package io.github.spotifygateway.simulator;

import org.jspecify.annotations.NullMarked;
