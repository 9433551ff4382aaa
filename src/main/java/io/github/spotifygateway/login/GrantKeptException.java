package io.github.spotifygateway.login;

import io.github.spotifygateway.link.Links.KeptGrant;

import org.springframework.security.core.AuthenticationException;

/**
 * Ends a login that was none: somebody gave a grant for a company's user, which is kept.
 * It carries that through Spring Security, so that nobody is signed in.
 */
class GrantKeptException extends AuthenticationException {

	private final transient KeptGrant grant;

	GrantKeptException(KeptGrant grant) {
		super("The grant is kept for a company's user");
		this.grant = grant;
	}

	/**
	 * What is kept.
	 */
	KeptGrant getGrant() {
		return this.grant;
	}

}
