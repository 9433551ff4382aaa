package io.github.spotifygateway.jwt;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.github.spotifygateway.link.CompanyCaller;
import io.github.spotifygateway.web.BearerRefusals;
import io.github.spotifygateway.web.BearerToken;
import io.github.spotifygateway.web.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates a request by the company's token it must bring. One that is not good ends
 * the request: there is no other way in behind it.
 */
final class CompanyTokenFilter extends OncePerRequestFilter {

	private final CompanyTokens tokens;

	private final BearerRefusals refusals;

	CompanyTokenFilter(CompanyTokens tokens, BearerRefusals refusals) {
		this.tokens = tokens;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<CompanyCaller> caller;
		try {
			caller = BearerToken.of(request).flatMap(this.tokens::authenticate);
		}
		catch (IssuerUnavailableException ex) {
			this.refusals.putOff(issuerUnavailable(ex.getRetryAfter()), ex.getRetryAfter(), request, response);
			return;
		}
		if (caller.isEmpty()) {
			this.refusals.refuse(request, response);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(caller.get());
		SecurityContextHolder.setContext(context);
		chain.doFilter(request, response);
	}

	/**
	 * Nothing is known of the token, so it does not count as a bad one.
	 */
	private static Problem issuerUnavailable(Duration retryAfter) {
		return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "issuer-unavailable", "Issuer unavailable")
			.cause("The gateway lacks the key that the token names and cannot ask the company's issuer for it yet, so it cannot check the token.")
			.remedy("Try again as soon as Retry-After says; if it stays, the operator checks spotify-gateway.jwt.issuer.")
			.retryAfter(retryAfter.toSeconds());
	}

}
