/**
 * The one page at {@code /}.
 */
@NullMarked
package io.github.spotifygateway.page;

import org.jspecify.annotations.NullMarked;
