/**
 * Both generations of the Web API: a call that Spotify took from the app, or never gave
 * it, is made by means of those it has. {@code Translations} decides whether that is
 * needed, {@code translations.txt} says by what, and each implementation of
 * {@code Translation} does it in one way; {@code names.txt} says which answers have names
 * of one generation, and {@code Shape} gives those of the other.
 */
@NullMarked
package io.github.spotifygateway.translation;

import org.jspecify.annotations.NullMarked;
