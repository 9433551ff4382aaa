/**
 * The pages at {@code /} and {@code /device}.
 */
@NullMarked
package io.github.spotifygateway.page;

import org.jspecify.annotations.NullMarked;
