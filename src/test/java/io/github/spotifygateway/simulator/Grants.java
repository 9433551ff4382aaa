package io.github.spotifygateway.simulator;

import java.time.InstantSource;
import java.util.List;

/**
 * Everything the accounts service has handed out: codes, access tokens, refresh tokens.
 */
final class Grants {

	private final AuthorizationCodes codes;

	private final AccessTokens accessTokens;

	private final RefreshTokens refreshTokens;

	private final InstantSource time;

	Grants(InstantSource time) {
		this.time = time;
		this.codes = new AuthorizationCodes(time);
		this.accessTokens = new AccessTokens(time);
		this.refreshTokens = new RefreshTokens(time);
	}

	Grant of(SimulatedUser user, List<String> scopes) {
		return new Grant(user, scopes, this.time.instant());
	}

	/**
	 * Grants what an app may do on its own, without a user and without scopes.
	 * @return the grant
	 */
	Grant ofApp() {
		return new Grant(null, List.of(), this.time.instant());
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
