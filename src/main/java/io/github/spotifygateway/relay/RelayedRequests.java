package io.github.spotifygateway.relay;

import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.web.ApiRequests;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.mvc.condition.RequestCondition;

/**
 * Requests to what the catalogue has, whatever their method: other paths under
 * {@code /v1} may be a host application's, and are none here.
 */
final class RelayedRequests implements ApiRequests, RequestCondition<RelayedRequests> {

	private final OperationCatalogue catalogue;

	RelayedRequests(OperationCatalogue catalogue) {
		this.catalogue = catalogue;
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		return !this.catalogue.at(request.getRequestURI().substring(request.getContextPath().length())).isEmpty();
	}

	@Override
	public @Nullable RelayedRequests getMatchingCondition(HttpServletRequest request) {
		return matches(request) ? this : null;
	}

	@Override
	public RelayedRequests combine(RelayedRequests other) {
		return other;
	}

	@Override
	public int compareTo(RelayedRequests other, HttpServletRequest request) {
		return 0;
	}

}
