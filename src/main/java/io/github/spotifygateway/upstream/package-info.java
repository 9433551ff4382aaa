/**
 * The wire to Spotify: one pooled HTTP client with deadlines and bounded answers.
 */
@NullMarked
package io.github.spotifygateway.upstream;

import org.jspecify.annotations.NullMarked;
