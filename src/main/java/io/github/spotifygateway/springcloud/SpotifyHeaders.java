package io.github.spotifygateway.springcloud;

import java.util.List;

import io.github.spotifygateway.spotify.CallerAccessTokens;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.TokenScopes;
import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Attaches the access token when a request that passed the filter is being sent: only
 * now, after all other filters, is it certain where to and what. Requests of other routes
 * are left alone.
 */
final class SpotifyHeaders implements RequestHttpHeadersFilter, Ordered {

	/** What a caller may tell Spotify; who it is and where it sits is not Spotify's. */
	private static final List<String> PASSED_ON = List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING,
			HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH,
			HttpHeaders.TRANSFER_ENCODING, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE);

	private final SpotifyTargets targets;

	private final GrantedScopes grantedScopes;

	private final CallerAccessTokens accessTokens;

	SpotifyHeaders(SpotifyTargets targets, GrantedScopes grantedScopes, CallerAccessTokens accessTokens) {
		this.targets = targets;
		this.grantedScopes = grantedScopes;
		this.accessTokens = accessTokens;
	}

	@Override
	public HttpHeaders apply(HttpHeaders headers, ServerRequest request) {
		return SpotifyCall.in(request).map((call) -> forSpotify(headers, request, call)).orElse(headers);
	}

	private HttpHeaders forSpotify(HttpHeaders headers, ServerRequest request, SpotifyCall call) {
		permit(call.caller(), this.targets.operation(request));
		String accessToken = this.accessTokens.accessToken(call.caller(), call.refusedToken());
		call.sentWith(accessToken);
		HttpHeaders passedOn = new HttpHeaders();
		PASSED_ON.forEach((name) -> passedOn.addAll(name, headers.getValuesAsList(name)));
		passedOn.setBearerAuth(accessToken);
		return passedOn;
	}

	/**
	 * What a user of the application may do is for the application to say, and for
	 * Spotify; a token says it itself.
	 */
	private void permit(Authentication caller, WebApiOperation operation) {
		if (TokenScopes.limit(caller)) {
			TokenScopes.require(caller, operation);
		}
		this.grantedScopes.require(caller.getName(), operation);
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
