/**
 * A user's Spotify grant: stored, encrypted, refreshed, ageing, ended.
 */
@NullMarked
package io.github.spotifygateway.connection;

import org.jspecify.annotations.NullMarked;
