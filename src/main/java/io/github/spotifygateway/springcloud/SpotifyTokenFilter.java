package io.github.spotifygateway.springcloud;

import java.security.Principal;
import java.util.Optional;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.web.GatewayCaller;
import io.github.spotifygateway.spotify.CallerChanges;
import io.github.spotifygateway.spotify.SpotifyError;
import io.github.spotifygateway.spotify.SpotifyException;

import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Knows the caller before a request goes on, and looks at the answer. When Spotify
 * refuses a token that should be good, a read is sent once more with another one.
 */
final class SpotifyTokenFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

	private final Refusals refusals;

	private final CallerChanges changes;

	SpotifyTokenFilter(Refusals refusals, CallerChanges changes) {
		this.refusals = refusals;
		this.changes = changes;
	}

	@Override
	public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
		try {
			return pass(request, next);
		}
		catch (RuntimeException ex) {
			return this.refusals.answer(ex, request);
		}
		finally {
			SpotifyCall.removeFrom(request);
		}
	}

	private ServerResponse pass(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
		Authentication caller = caller(request);
		SpotifyCall call = SpotifyCall.of(caller);
		ServerResponse answer = isRead(request) ? send(call, request, next) : change(caller, call, request, next);
		if (isUnauthorized(answer) && isRead(request)) {
			discard(request);
			answer = send(call.again(), request, next);
		}
		if (isUnauthorized(answer)) {
			discard(request);
			throw SpotifyException.of(SpotifyError.TOKEN_REFUSED);
		}
		if (isRedirect(answer.statusCode())) {
			discard(request);
			throw SpotifyException.of(SpotifyError.INVALID_ANSWER);
		}
		answer.headers().remove(HttpHeaders.SET_COOKIE);
		return answer;
	}

	private ServerResponse change(Authentication caller, SpotifyCall call, ServerRequest request,
			HandlerFunction<ServerResponse> next) throws Exception {
		try {
			return send(call, request, next);
		}
		finally {
			this.changes.note(caller.getName());
		}
	}

	private static Authentication caller(ServerRequest request) {
		Optional<Principal> principal = request.principal();
		if (principal.isPresent() && principal.get() instanceof Authentication caller && caller.isAuthenticated()) {
			return GatewayCaller.of(caller);
		}
		throw new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID);
	}

	private static ServerResponse send(SpotifyCall call, ServerRequest request, HandlerFunction<ServerResponse> next)
			throws Exception {
		call.putIn(request);
		return next.handle(request);
	}

	private static boolean isRead(ServerRequest request) {
		return HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
	}

	private static boolean isUnauthorized(ServerResponse answer) {
		return answer.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED);
	}

	private static boolean isRedirect(HttpStatusCode status) {
		return status.is3xxRedirection() && !status.isSameCodeAs(HttpStatus.NOT_MODIFIED);
	}

	private static void discard(ServerRequest request) {
		ClientHttpResponse response = MvcUtils.getAttribute(request, MvcUtils.CLIENT_RESPONSE_ATTR);
		if (response != null) {
			response.close();
		}
	}

}
