package io.github.spotifygateway.relay;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;

import io.github.spotifygateway.spotify.CallerLimit;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.OperationCatalogue;
import io.github.spotifygateway.spotify.RequestTarget;
import io.github.spotifygateway.spotify.SpotifyApi;
import io.github.spotifygateway.spotify.TokenScopes;
import io.github.spotifygateway.spotify.WebApiOperation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * {@code /v1/**}: Spotify's Web API with its own paths, bodies, statuses and errors, for
 * clients that know Spotify. Only operations of the catalogue leave the gateway, with the
 * caller's token, and only when they can succeed. For a session, and for an API token as
 * far as its scopes go.
 *
 * @see <a href="https://developer.spotify.com/documentation/web-api">Spotify, Web API</a>
 */
@RestController
class RelayController {

	/** What a client may tell Spotify; who it is and where it sits is not Spotify's. */
	private static final List<String> REQUEST_HEADERS = List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE,
			HttpHeaders.CONTENT_TYPE, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE);

	private final String apiUrl;

	private final OperationCatalogue catalogue;

	private final GrantedScopes grantedScopes;

	private final RestClient spotify;

	private final RelayedBody body;

	private final AnswerWriter answerWriter;

	private final CallerLimit callerLimit;

	RelayController(URI apiUrl, OperationCatalogue catalogue, GrantedScopes grantedScopes, SpotifyApi spotifyApi,
			RelayedBody body, AnswerWriter answerWriter, CallerLimit callerLimit) {
		this.apiUrl = apiUrl.toString();
		this.catalogue = catalogue;
		this.grantedScopes = grantedScopes;
		this.spotify = spotifyApi.relay();
		this.body = body;
		this.answerWriter = answerWriter;
		this.callerLimit = callerLimit;
	}

	/**
	 * Relay a call.
	 * @param request the call
	 * @param response where Spotify's answer goes
	 * @param caller the caller
	 * @throws IOException if caller or Spotify leave before the end
	 */
	void relay(HttpServletRequest request, HttpServletResponse response, Authentication caller) throws IOException {
		RequestTarget target = RequestTarget.of(request);
		WebApiOperation operation = operation(request, target);
		describe(request, operation);
		TokenScopes.require(caller, operation);
		this.grantedScopes.require(caller.getName(), operation);
		try (ClientHttpResponse answer = call(request, target)) {
			this.callerLimit.describe(caller.getName(), response::setHeader);
			this.answerWriter.write(answer, response);
		}
	}

	/**
	 * Left to itself, Spring MVC would answer that every method is allowed.
	 * @param request the call
	 */
	void options(HttpServletRequest request) {
		operation(request, RequestTarget.of(request));
	}

	private WebApiOperation operation(HttpServletRequest request, RequestTarget target) {
		return this.catalogue.require(HttpMethod.valueOf(request.getMethod()), target.path());
	}

	/**
	 * Metrics name the call after its operation, not after whatever is under /v1.
	 */
	private static void describe(HttpServletRequest request, WebApiOperation operation) {
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((context) -> context.setPathPattern(operation.path()));
	}

	private ClientHttpResponse call(HttpServletRequest request, RequestTarget target) throws IOException {
		byte[] content = this.body.read(request);
		RestClient.RequestBodySpec call = this.spotify.method(HttpMethod.valueOf(request.getMethod()))
			.uri(URI.create(this.apiUrl + target))
			.headers((headers) -> describe(request, headers));
		if (content.length > 0) {
			call.body(content);
		}
		return Objects.requireNonNull(call.exchange((sent, answer) -> answer, false));
	}

	private static void describe(HttpServletRequest request, HttpHeaders headers) {
		// the tag of a compressed answer would not be that of the one passed on
		headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
		REQUEST_HEADERS.forEach((name) -> {
			String value = request.getHeader(name);
			if (value != null) {
				headers.set(name, value);
			}
		});
	}

}
