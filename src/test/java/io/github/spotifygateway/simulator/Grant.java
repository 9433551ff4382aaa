package io.github.spotifygateway.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a user agreed to, or what the app may do without one. It ends six months after the
 * authorization, however often it is refreshed.
 *
 * @see <a href=
 * "https://developer.spotify.com/blog/2026-06-18-refresh-token-expiration">Refresh token
 * expiration</a>
 */
record Grant(@Nullable SimulatedUser user, List<String> scopes, Instant authorizedAt) {

	private static final int MONTHS = 6;

	boolean includes(Scope scope) {
		return this.scopes.contains(scope.value());
	}

	boolean isOver(Instant now) {
		return !now.atOffset(ZoneOffset.UTC).isBefore(this.authorizedAt.atOffset(ZoneOffset.UTC).plusMonths(MONTHS));
	}

}
