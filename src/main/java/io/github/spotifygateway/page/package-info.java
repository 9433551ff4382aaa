/**
 * The pages at {@code /}, {@code /device} and {@code /docs}.
 */
@NullMarked
package io.github.spotifygateway.page;

import org.jspecify.annotations.NullMarked;
