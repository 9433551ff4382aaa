package io.github.spotifygateway.simulator;

import java.time.InstantSource;

/**
 * Everything the accounts service has handed out: codes, access tokens, refresh tokens.
 */
final class Grants {

	private final AuthorizationCodes codes;

	private final AccessTokens accessTokens;

	private final RefreshTokens refreshTokens;

	Grants(InstantSource time) {
		this.codes = new AuthorizationCodes(time);
		this.accessTokens = new AccessTokens(time);
		this.refreshTokens = new RefreshTokens(time);
	}

	AuthorizationCodes codes() {
		return this.codes;
	}

	AccessTokens accessTokens() {
		return this.accessTokens;
	}

	RefreshTokens refreshTokens() {
		return this.refreshTokens;
	}

	void clear() {
		this.codes.clear();
		this.accessTokens.clear();
		this.refreshTokens.clear();
	}

}
