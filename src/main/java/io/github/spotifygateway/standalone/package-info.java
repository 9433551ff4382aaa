/**
 * What only the stand-alone server has: an answer for every other path.
 */
@NullMarked
package io.github.spotifygateway.standalone;

import org.jspecify.annotations.NullMarked;
