package io.github.spotifygateway.spotify;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.web.GatewayCaller;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;

/**
 * The access tokens of callers.
 */
public final class CallerAccessTokens {

	private final OAuth2AuthorizedClientManager authorizedClientManager;

	CallerAccessTokens(OAuth2AuthorizedClientManager authorizedClientManager) {
		this.authorizedClientManager = authorizedClientManager;
	}

	/**
	 * An access token for a call to Spotify, refreshed if need be.
	 * @param caller the caller
	 * @param refused a token of the caller's that Spotify refused, so that another one is
	 * fetched
	 * @return the token
	 * @throws ClientAuthorizationRequiredException if the caller has no connection
	 */
	public String accessToken(Authentication caller, @Nullable String refused) {
		OAuth2AuthorizeRequest.Builder request = OAuth2AuthorizeRequest
			.withClientRegistrationId(Connections.REGISTRATION_ID)
			.principal(GatewayCaller.asLetIn(caller));
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
