package io.github.spotifygateway.spotify;

import io.github.spotifygateway.connection.Connections;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;

/**
 * Who makes the request that this thread serves.
 */
final class Caller {

	private Caller() {
	}

	/**
	 * The caller.
	 * @throws ClientAuthorizationRequiredException if there is none
	 */
	static Authentication current() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null) {
			throw new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID);
		}
		return authentication;
	}

}
