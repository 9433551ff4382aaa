package io.github.spotifygateway.spotify;

import java.io.IOException;

import io.github.spotifygateway.connection.AppTokens;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;

/**
 * Attaches the caller's access token, or the app's own to what needs no user when the
 * caller has no connection or the answer is to serve everybody. When Spotify refuses one
 * that should be good, another one is fetched and the call repeated, once: what was
 * refused had no effect. Spring Security's own interceptor would throw the grant away or
 * do nothing.
 */
final class AccessTokenInterceptor implements ClientHttpRequestInterceptor {

	private final CallerAccessTokens accessTokens;

	private final AppTokens appTokens;

	private final OperationCatalogue catalogue;

	AccessTokenInterceptor(CallerAccessTokens accessTokens, AppTokens appTokens, OperationCatalogue catalogue) {
		this.accessTokens = accessTokens;
		this.appTokens = appTokens;
		this.catalogue = catalogue;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		WebApiOperation operation = this.catalogue.of(request);
		boolean forApp = SpotifyApi.isForApp(request);
		String accessToken = accessToken(operation, forApp, null);
		request.getHeaders().setBearerAuth(accessToken);
		ClientHttpResponse response = execution.execute(request, body);
		if (!response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			return response;
		}
		response.close();
		request.getHeaders().setBearerAuth(accessToken(operation, forApp, accessToken));
		return execution.execute(request, body);
	}

	private String accessToken(WebApiOperation operation, boolean forApp, @Nullable String refused) {
		if (forApp && operation.needsNoUser()) {
			return this.appTokens.accessToken(refused);
		}
		try {
			return this.accessTokens.accessToken(Caller.current(), refused);
		}
		catch (ClientAuthorizationRequiredException ex) {
			if (!operation.needsNoUser()) {
				throw ex;
			}
			return this.appTokens.accessToken(refused);
		}
	}

}
