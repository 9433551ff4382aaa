package io.github.spotifygateway.relay;

import java.io.IOException;
import java.util.List;

import io.github.spotifygateway.spotify.Caller;
import io.github.spotifygateway.spotify.CallerLimit;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.RequestTarget;
import io.github.spotifygateway.spotify.TokenScopes;
import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.WebApiOperation;
import io.github.spotifygateway.translation.Translations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * {@code /v1/**}: Spotify's Web API with its own paths, bodies, statuses and errors, for
 * clients that know Spotify. Only operations of the catalogue leave the gateway, with the
 * caller's token, and only when they can succeed; what the app lacks is made by means of
 * what it has. For a session, and for an API token as far as its scopes go.
 *
 * @see <a href="https://developer.spotify.com/documentation/web-api">Spotify, Web API</a>
 */
final class RelayController {

	/** What a client may tell Spotify; who it is and where it sits is not Spotify's. */
	private static final List<String> REQUEST_HEADERS = List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE,
			HttpHeaders.CONTENT_TYPE, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE);

	private final OperationCatalogue catalogue;

	private final GrantedScopes grantedScopes;

	private final Translations translations;

	private final RelayedBody body;

	private final AnswerWriter answerWriter;

	private final CallerLimit callerLimit;

	RelayController(OperationCatalogue catalogue, GrantedScopes grantedScopes, Translations translations,
			RelayedBody body, AnswerWriter answerWriter, CallerLimit callerLimit) {
		this.catalogue = catalogue;
		this.grantedScopes = grantedScopes;
		this.translations = translations;
		this.body = body;
		this.answerWriter = answerWriter;
		this.callerLimit = callerLimit;
	}

	/**
	 * Relay a call of the caller whom this thread serves.
	 * @param request the call
	 * @param response where Spotify's answer goes
	 * @throws IOException if caller or Spotify leave before the end
	 */
	void relay(HttpServletRequest request, HttpServletResponse response) throws IOException {
		RequestTarget target = RequestTarget.of(request);
		WebApiOperation operation = this.catalogue.require(HttpMethod.valueOf(request.getMethod()), target.path());
		describe(request, operation);
		Authentication caller = Caller.current();
		TokenScopes.require(caller, operation);
		this.grantedScopes.require(caller.getName(), operation);
		WebApiCall call = new WebApiCall(HttpMethod.valueOf(request.getMethod()), operation, target, headers(request),
				this.body.read(request));
		try (ClientHttpResponse answer = this.translations.call(call, caller.getName(), response::setHeader)) {
			this.callerLimit.describe(caller.getName(), response::setHeader);
			this.answerWriter.write(answer, response);
		}
	}

	/**
	 * Metrics name the call after its operation, not after whatever is under /v1.
	 */
	private static void describe(HttpServletRequest request, WebApiOperation operation) {
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((context) -> context.setPathPattern(operation.path()));
	}

	private static HttpHeaders headers(HttpServletRequest request) {
		HttpHeaders headers = new HttpHeaders();
		REQUEST_HEADERS.forEach((name) -> {
			String value = request.getHeader(name);
			if (value != null) {
				headers.set(name, value);
			}
		});
		return headers;
	}

}
