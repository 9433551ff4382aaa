/**
 * The key ring that encrypts every secret that is kept.
 */
@NullMarked
package io.github.spotifygateway.keys;

import org.jspecify.annotations.NullMarked;
