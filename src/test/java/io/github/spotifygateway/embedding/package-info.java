/**
 * The plain jar inside another application.
 */
@NullMarked
package io.github.spotifygateway.embedding;

import org.jspecify.annotations.NullMarked;
