package io.github.spotifygateway.connection;

import java.time.Duration;
import java.time.Instant;

import io.github.spotifygateway.web.GatewayCaller;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/**
 * A connection with its tokens, as one version of its row holds them.
 *
 * @param connection the connection
 * @param tokens its tokens
 * @param version counts the writes of the row, so that a late writer notices
 */
record StoredConnection(Connection connection, Tokens tokens, long version) {

	private static final Duration MARGIN = Duration.ofSeconds(60);

	/**
	 * Whether the access token will last long enough for a call that begins now.
	 */
	boolean hasFreshAccessToken(Instant now) {
		return now.plus(MARGIN).isBefore(this.tokens.accessExpiresAt());
	}

	/**
	 * Whether this is what someone needs who has seen the other one and cannot use it.
	 * Another id is another grant, given after the one that was seen.
	 */
	boolean isNewerThan(StoredConnection seen, Instant now) {
		boolean changed = this.version > seen.version || !this.connection.id().equals(seen.connection.id());
		return changed && hasFreshAccessToken(now);
	}

	/**
	 * Whether the access token is good for a call that is quick, when no fresher one can
	 * be had.
	 */
	boolean hasUnexpiredAccessToken(Instant now) {
		return now.isBefore(this.tokens.accessExpiresAt());
	}

	OAuth2AuthorizedClient toAuthorizedClient(ClientRegistration registration) {
		return new OAuth2AuthorizedClient(registration, GatewayCaller.nameAsLetIn(this.connection.principalName()),
				accessToken(), refreshToken());
	}

	OAuth2AccessToken accessToken() {
		return new OAuth2AccessToken(TokenType.BEARER, this.tokens.accessToken(), this.tokens.accessIssuedAt(),
				this.tokens.accessExpiresAt(), this.connection.scopes());
	}

	@Nullable OAuth2RefreshToken refreshToken() {
		String value = this.tokens.refreshToken();
		return (value != null) ? new OAuth2RefreshToken(value, this.connection.authorizedAt()) : null;
	}

	/**
	 * The tokens of a grant in clear.
	 *
	 * @param accessToken the access token
	 * @param accessIssuedAt when it was issued
	 * @param accessExpiresAt when it expires
	 * @param refreshToken the refresh token, unless Spotify gave none
	 */
	record Tokens(String accessToken, Instant accessIssuedAt, Instant accessExpiresAt, @Nullable String refreshToken) {

		static Tokens of(OAuth2AccessToken accessToken, @Nullable OAuth2RefreshToken refreshToken, Instant now) {
			Instant issuedAt = (accessToken.getIssuedAt() != null) ? accessToken.getIssuedAt() : now;
			Instant expiresAt = (accessToken.getExpiresAt() != null) ? accessToken.getExpiresAt() : now;
			return new Tokens(accessToken.getTokenValue(), issuedAt, expiresAt,
					(refreshToken != null) ? refreshToken.getTokenValue() : null);
		}

		@Override
		public String toString() {
			return "Tokens[accessExpiresAt=" + this.accessExpiresAt + "]";
		}

	}

}
