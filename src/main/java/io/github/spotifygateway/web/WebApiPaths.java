package io.github.spotifygateway.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The paths under which the gateway is Spotify's Web API.
 */
final class WebApiPaths {

	private static final String PREFIX = "/v1/";

	private WebApiPaths() {
	}

	/**
	 * Whether a request was meant for the Web API, also when it has come to an error
	 * page.
	 */
	static boolean include(HttpServletRequest request) {
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String path = (failed != null) ? failed.toString() : request.getRequestURI();
		return path.startsWith(request.getContextPath() + PREFIX);
	}

}
