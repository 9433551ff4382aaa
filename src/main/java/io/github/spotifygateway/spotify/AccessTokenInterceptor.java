package io.github.spotifygateway.spotify;

import java.io.IOException;

import io.github.spotifygateway.connection.Connections;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;

/**
 * Attaches the authenticated caller's access token. When Spotify refuses one that should
 * be good, it is refreshed and the call repeated, once; Spring Security's own interceptor
 * would throw the grant away or do nothing.
 */
final class AccessTokenInterceptor implements ClientHttpRequestInterceptor {

	private final OAuth2AuthorizedClientManager authorizedClientManager;

	AccessTokenInterceptor(OAuth2AuthorizedClientManager authorizedClientManager) {
		this.authorizedClientManager = authorizedClientManager;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		String accessToken = accessToken(null);
		request.getHeaders().setBearerAuth(accessToken);
		ClientHttpResponse response = execution.execute(request, body);
		if (!isRepeatable(request) || !response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			return response;
		}
		response.close();
		request.getHeaders().setBearerAuth(accessToken(accessToken));
		return execution.execute(request, body);
	}

	private String accessToken(@Nullable String refused) {
		Authentication principal = SecurityContextHolder.getContext().getAuthentication();
		if (principal == null) {
			throw new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID);
		}
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

	private static boolean isRepeatable(HttpRequest request) {
		return HttpMethod.GET.equals(request.getMethod());
	}

}
