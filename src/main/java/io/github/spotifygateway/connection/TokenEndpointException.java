package io.github.spotifygateway.connection;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * A token was not refreshed, for a reason that says nothing sure about the user's grant.
 * The grant is as it was.
 */
public class TokenEndpointException extends ClientAuthorizationException {

	private final Reason reason;

	TokenEndpointException(String registrationId, Reason reason, @Nullable Throwable cause) {
		super(new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, "The token could not be refreshed", null),
				registrationId);
		initCause(cause);
		this.reason = reason;
	}

	/**
	 * Why the token was not refreshed.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Why a token was not refreshed.
	 */
	public enum Reason {

		/** Spotify gave no usable answer in time. */
		UNAVAILABLE,

		/** Spotify refused the gateway's own client id and secret. */
		CLIENT_REFUSED,

		/** Spotify called this grant and many others invalid, which is not believed. */
		GRANT_IN_DOUBT;

		/**
		 * A short stable name.
		 */
		String code() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		static Reason of(OAuth2AuthorizationException ex) {
			return OAuth2ErrorCodes.INVALID_CLIENT.equals(ex.getError().getErrorCode()) ? CLIENT_REFUSED : UNAVAILABLE;
		}

	}

}
