/**
 * How much one node bears, measured on the executable jar in a process of its own.
 */
@NullMarked
package io.github.spotifygateway.load;

import org.jspecify.annotations.NullMarked;
