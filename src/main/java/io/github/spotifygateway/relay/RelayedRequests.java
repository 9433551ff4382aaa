package io.github.spotifygateway.relay;

import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.web.ApiRequests;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Requests to what the catalogue has, whatever their method: other paths under
 * {@code /v1} may be a host application's, and are none here.
 */
final class RelayedRequests implements ApiRequests {

	private static final String VERSION = "/v1/";

	private final OperationCatalogue catalogue;

	RelayedRequests(OperationCatalogue catalogue) {
		this.catalogue = catalogue;
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return path.startsWith(VERSION) && !this.catalogue.at(path).isEmpty();
	}

}
