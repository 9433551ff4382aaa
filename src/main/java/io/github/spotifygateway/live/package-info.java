/**
 * What users are listening to, as events: one look at Spotify for all who follow.
 */
@NullMarked
package io.github.spotifygateway.live;

import org.jspecify.annotations.NullMarked;
