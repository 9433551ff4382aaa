/**
 * What the caller is listening to.
 */
@NullMarked
package io.github.spotifygateway.playback;

import org.jspecify.annotations.NullMarked;
