package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the token endpoint treats the grants; the defaults are Spotify's since July 2026.
 */
final class TokenPolicy {

	private volatile Duration accessTokenLifetime = Duration.ofHours(1);

	private volatile boolean rotateRefreshTokens;

	private volatile boolean reuseGrace;

	private volatile boolean emptyRefreshToken;

	private volatile @Nullable List<String> grantOnly;

	Duration accessTokenLifetime() {
		return this.accessTokenLifetime;
	}

	void accessTokenLifetime(Duration lifetime) {
		this.accessTokenLifetime = lifetime;
	}

	boolean rotatesRefreshTokens() {
		return this.rotateRefreshTokens;
	}

	void rotateRefreshTokens(boolean rotate) {
		this.rotateRefreshTokens = rotate;
	}

	boolean hasReuseGrace() {
		return this.reuseGrace;
	}

	void reuseGrace(boolean grace) {
		this.reuseGrace = grace;
	}

	boolean answersEmptyRefreshToken() {
		return this.emptyRefreshToken;
	}

	void emptyRefreshToken(boolean empty) {
		this.emptyRefreshToken = empty;
	}

	void grantOnly(List<String> scopes) {
		this.grantOnly = scopes;
	}

	List<String> granted(List<String> asked) {
		List<String> only = this.grantOnly;
		return (only != null) ? asked.stream().filter(only::contains).toList() : asked;
	}

	void reset() {
		this.accessTokenLifetime = Duration.ofHours(1);
		this.rotateRefreshTokens = false;
		this.reuseGrace = false;
		this.emptyRefreshToken = false;
		this.grantOnly = null;
	}

}
