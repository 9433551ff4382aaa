package io.github.spotifygateway.jwt;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.spotifygateway.link.CompanyCaller;
import io.github.spotifygateway.web.AcceptedCredentials;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * Tokens of the company that have not expired since they let someone in. Nothing else
 * ends one, so its name is the moment when it is over.
 */
final class AcceptedCompanyTokens implements AcceptedCredentials {

	private final InstantSource clock;

	AcceptedCompanyTokens(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public String kind() {
		return "jwt";
	}

	@Override
	public @Nullable String name(HttpServletRequest request, Authentication authentication) {
		return (authentication instanceof CompanyCaller caller) ? caller.goodUntil().toString() : null;
	}

	@Override
	public Set<String> stillGood(Set<String> names) {
		Instant now = this.clock.instant();
		return names.stream().filter((name) -> Instant.parse(name).isAfter(now)).collect(Collectors.toSet());
	}

}
