/**
 * The application as it runs on its own; everything else is auto-configuration.
 */
@NullMarked
package io.github.spotifygateway;

import org.jspecify.annotations.NullMarked;
