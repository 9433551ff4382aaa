/**
 * Every other way in: API tokens for curl.
 */
@NullMarked
package io.github.spotifygateway.access;

import org.jspecify.annotations.NullMarked;
