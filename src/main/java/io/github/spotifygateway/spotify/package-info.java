/**
 * The way out: calls to the Web API with the caller's token, and what its errors mean.
 */
@NullMarked
package io.github.spotifygateway.spotify;

import org.jspecify.annotations.NullMarked;
