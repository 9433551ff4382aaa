/**
 * The gateway's tables: where they are and how they came to be.
 */
@NullMarked
package io.github.spotifygateway.store;

import org.jspecify.annotations.NullMarked;
