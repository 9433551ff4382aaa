/**
 * The way in for a company's own JSON Web Tokens.
 */
@NullMarked
package io.github.spotifygateway.jwt;

import org.jspecify.annotations.NullMarked;
