package io.github.spotifygateway.access;

import java.time.InstantSource;
import java.util.Set;

import io.github.spotifygateway.web.AcceptedCredentials;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * API tokens that were neither revoked nor have expired since they let someone in.
 */
final class AcceptedApiTokens implements AcceptedCredentials {

	private final ApiTokenRepository repository;

	private final InstantSource clock;

	AcceptedApiTokens(ApiTokenRepository repository, InstantSource clock) {
		this.repository = repository;
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "api-token";
	}

	@Override
	public @Nullable String name(HttpServletRequest request, Authentication authentication) {
		return (authentication instanceof ApiTokenAuthentication token) ? token.tokenId() : null;
	}

	@Override
	public Set<String> stillGood(Set<String> ids) {
		return this.repository.findLive(ids, this.clock.instant());
	}

}
