/**
 * What is wrong with the Spotify app and with the gateway's settings for it, and what to
 * do about it.
 */
@NullMarked
package io.github.spotifygateway.doctor;

import org.jspecify.annotations.NullMarked;
