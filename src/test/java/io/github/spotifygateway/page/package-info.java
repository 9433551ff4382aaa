/**
 * The page in a real browser, against the simulated Spotify.
 */
@NullMarked
package io.github.spotifygateway.page;

import org.jspecify.annotations.NullMarked;
