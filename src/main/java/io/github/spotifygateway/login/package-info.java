/**
 * The browser's way in: OAuth2 login, session, logout.
 */
@NullMarked
package io.github.spotifygateway.login;

import org.jspecify.annotations.NullMarked;
