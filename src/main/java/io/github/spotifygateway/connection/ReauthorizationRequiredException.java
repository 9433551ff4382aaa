package io.github.spotifygateway.connection;

import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Spotify ended the user's grant: after six months, or because the user removed the app.
 * Only the user can give a new one.
 */
public class ReauthorizationRequiredException extends ClientAuthorizationException {

	ReauthorizationRequiredException(String registrationId) {
		super(new OAuth2Error("reauthorization_required", "Spotify ended the grant", null), registrationId);
	}

}
