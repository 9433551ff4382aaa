package io.github.spotifygateway.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.github.spotifygateway.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * A login that has gone to Spotify and not come back. Travels in a cookie of the browser
 * that began it, so that an anonymous visitor costs the server nothing.
 *
 * @param codeVerifier the PKCE verifier of RFC 7636
 * @param scopes the scopes that were asked for
 * @param returnTo the path to go to afterwards
 * @param startedAt when it began
 * @param link the link whose grant it gets, unless it signs somebody in
 */
record PendingLogin(String codeVerifier, Set<String> scopes, String returnTo, Instant startedAt, @Nullable Link link) {

	/** How long a login may take. */
	static final Duration LIFETIME = Duration.ofMinutes(10);

	boolean isExpired(Instant now) {
		return this.startedAt.plus(LIFETIME).isBefore(now);
	}

	@Override
	public String toString() {
		return "PendingLogin[startedAt=" + this.startedAt + "]";
	}

}
