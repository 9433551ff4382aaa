/**
 * Who the caller is at Spotify and what they granted.
 */
@NullMarked
package io.github.spotifygateway.profile;

import org.jspecify.annotations.NullMarked;
