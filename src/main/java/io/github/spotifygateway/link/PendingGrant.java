package io.github.spotifygateway.link;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * A grant that Spotify gave and that is nobody's yet.
 *
 * @param accessToken the access token
 * @param issuedAt when it was issued
 * @param expiresAt when it expires
 * @param refreshToken the refresh token, unless Spotify gave none
 * @param scopes what Spotify granted
 * @param accountId Spotify's {@code account_id} of who gave it, when Spotify gave one
 */
record PendingGrant(String accessToken, @Nullable Instant issuedAt, @Nullable Instant expiresAt,
		@Nullable String refreshToken, Set<String> scopes, @Nullable String accountId) {

	static PendingGrant of(OAuth2AuthorizedClient authorizedClient, Authentication account) {
		OAuth2AccessToken accessToken = authorizedClient.getAccessToken();
		OAuth2RefreshToken refreshToken = authorizedClient.getRefreshToken();
		return new PendingGrant(accessToken.getTokenValue(), accessToken.getIssuedAt(), accessToken.getExpiresAt(),
				(refreshToken != null) ? refreshToken.getTokenValue() : null, accessToken.getScopes(),
				(account.getPrincipal() instanceof OAuth2User user) ? user.getAttribute("account_id") : null);
	}

	OAuth2AuthorizedClient toAuthorizedClient(ClientRegistration registration, String principalName) {
		return new OAuth2AuthorizedClient(registration, principalName,
				new OAuth2AccessToken(TokenType.BEARER, this.accessToken, this.issuedAt, this.expiresAt, this.scopes),
				(this.refreshToken != null) ? new OAuth2RefreshToken(this.refreshToken, this.issuedAt) : null);
	}

	@Override
	public String toString() {
		return "PendingGrant[expiresAt=" + this.expiresAt + "]";
	}

}
