package io.github.spotifygateway.access;

import java.io.IOException;
import java.util.Optional;

import io.github.spotifygateway.web.BearerRefusals;
import io.github.spotifygateway.web.BearerToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates a request by the API token it must bring. Anything else in the
 * {@code Authorization} header ends the request: there is no other way in behind it.
 */
final class ApiTokenAuthenticationFilter extends OncePerRequestFilter {

	private final ApiTokens tokens;

	private final BearerRefusals refusals;

	ApiTokenAuthenticationFilter(ApiTokens tokens, BearerRefusals refusals) {
		this.tokens = tokens;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<ApiTokenAuthentication> authentication = BearerToken.of(request)
			.flatMap(this.tokens::authenticate)
			.map(ApiTokenAuthentication::new);
		if (authentication.isEmpty()) {
			this.refusals.refuse(request, response);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(authentication.get());
		SecurityContextHolder.setContext(context);
		chain.doFilter(request, response);
	}

}
