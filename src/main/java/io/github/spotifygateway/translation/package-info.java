/**
 * Both generations of the Web API: a call that Spotify took from the app, or never gave
 * it, is made by means of those it has.
 */
@NullMarked
package io.github.spotifygateway.translation;

import org.jspecify.annotations.NullMarked;
