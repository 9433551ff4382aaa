package io.github.spotifygateway.connection;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * A token was not refreshed, for a reason that says nothing about the user's grant. The
 * grant is as it was.
 */
public class TokenEndpointException extends ClientAuthorizationException {

	private final boolean clientRefused;

	TokenEndpointException(String registrationId, boolean clientRefused, @Nullable Throwable cause) {
		super(new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, "The token could not be refreshed", null),
				registrationId);
		initCause(cause);
		this.clientRefused = clientRefused;
	}

	/**
	 * Whether Spotify refused the gateway's own client id and secret.
	 * @return {@code true} if only the operator can mend it
	 */
	public boolean isClientRefused() {
		return this.clientRefused;
	}

}
