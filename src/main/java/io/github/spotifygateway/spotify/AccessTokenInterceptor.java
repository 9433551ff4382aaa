package io.github.spotifygateway.spotify;

import java.io.IOException;

import io.github.spotifygateway.connection.AppTokens;
import io.github.spotifygateway.connection.Connections;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;

/**
 * Attaches the caller's access token, or the app's own to what needs no user when the
 * caller has no connection. When Spotify refuses one that should be good, another one is
 * fetched and the call repeated, once: what was refused had no effect. Spring Security's
 * own interceptor would throw the grant away or do nothing.
 */
final class AccessTokenInterceptor implements ClientHttpRequestInterceptor {

	private final OAuth2AuthorizedClientManager authorizedClientManager;

	private final AppTokens appTokens;

	private final OperationCatalogue catalogue;

	AccessTokenInterceptor(OAuth2AuthorizedClientManager authorizedClientManager, AppTokens appTokens,
			OperationCatalogue catalogue) {
		this.authorizedClientManager = authorizedClientManager;
		this.appTokens = appTokens;
		this.catalogue = catalogue;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		WebApiOperation operation = this.catalogue.of(request);
		String accessToken = accessToken(operation, null);
		request.getHeaders().setBearerAuth(accessToken);
		ClientHttpResponse response = execution.execute(request, body);
		if (!response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			return response;
		}
		response.close();
		request.getHeaders().setBearerAuth(accessToken(operation, accessToken));
		return execution.execute(request, body);
	}

	private String accessToken(WebApiOperation operation, @Nullable String refused) {
		try {
			return usersAccessToken(refused);
		}
		catch (ClientAuthorizationRequiredException ex) {
			if (!operation.needsNoUser()) {
				throw ex;
			}
			return this.appTokens.accessToken(refused);
		}
	}

	private String usersAccessToken(@Nullable String refused) {
		Authentication principal = Caller.current();
		OAuth2AuthorizeRequest.Builder request = OAuth2AuthorizeRequest
			.withClientRegistrationId(Connections.REGISTRATION_ID)
			.principal(principal);
		if (refused != null) {
			request.attribute(Connections.REFUSED_ACCESS_TOKEN, refused);
		}
		OAuth2AuthorizedClient authorizedClient = this.authorizedClientManager.authorize(request.build());
		if (authorizedClient == null) {
			throw new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID);
		}
		return authorizedClient.getAccessToken().getTokenValue();
	}

}
