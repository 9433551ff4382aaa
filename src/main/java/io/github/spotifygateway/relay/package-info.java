/**
 * Spotify's Web API itself, for existing clients of it, and the list of what it offers.
 */
@NullMarked
package io.github.spotifygateway.relay;

import org.jspecify.annotations.NullMarked;
