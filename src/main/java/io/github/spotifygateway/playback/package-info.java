/**
 * What the caller is listening to, what comes next and what was before.
 */
@NullMarked
package io.github.spotifygateway.playback;

import org.jspecify.annotations.NullMarked;
