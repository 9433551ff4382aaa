/**
 * What the jar does from the command line instead of serving.
 */
@NullMarked
package io.github.spotifygateway.command;

import org.jspecify.annotations.NullMarked;
