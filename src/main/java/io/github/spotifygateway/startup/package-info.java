/**
 * What stops the start, said with its cause and its remedy.
 */
@NullMarked
package io.github.spotifygateway.startup;

import org.jspecify.annotations.NullMarked;
