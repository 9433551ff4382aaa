package io.github.spotifygateway.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Knows which calls of the JSON API are not answered with 401 when nobody is signed in,
 * because a person waits behind them.
 */
@FunctionalInterface
public interface SignInRedirect {

	/**
	 * Find out where a browser shall go.
	 * @param request a request in which nobody is known
	 * @return the address of the login, {@code null} for 401
	 */
	@Nullable String target(HttpServletRequest request);

}
