package io.github.spotifygateway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The access tokens that are still good. Spotify has one wording for unknown and expired
 * ones, so expired ones need not be remembered.
 */
final class AccessTokens {

	private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();

	private final InstantSource time;

	AccessTokens(InstantSource time) {
		this.time = time;
	}

	String issue(Grant grant, Duration lifetime) {
		Instant now = this.time.instant();
		this.tokens.values().removeIf((token) -> token.isExpired(now));
		String value = Sentinel.ACCESS_TOKEN.next();
		this.tokens.put(value, new AccessToken(grant, now.plus(lifetime)));
		return value;
	}

	@Nullable Grant find(String value) {
		AccessToken token = this.tokens.get(value);
		return (token != null && !token.isExpired(this.time.instant())) ? token.grant() : null;
	}

	void clear() {
		this.tokens.clear();
	}

	private record AccessToken(Grant grant, Instant expiresAt) {

		boolean isExpired(Instant now) {
			return !now.isBefore(this.expiresAt);
		}

	}

}
