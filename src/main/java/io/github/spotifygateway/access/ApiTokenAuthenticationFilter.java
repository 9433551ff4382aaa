package io.github.spotifygateway.access;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates a request by the one {@code Authorization: Bearer} header it must have.
 * Anything else in that header ends the request: there is no other way in behind it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750,
 * Authorization Request Header Field</a>
 */
final class ApiTokenAuthenticationFilter extends OncePerRequestFilter {

	private static final Pattern BEARER = Pattern.compile("(?i:Bearer) (?<token>[0-9A-Za-z_]{1,255})");

	private final ApiTokens tokens;

	private final Allowance failures;

	private final AccessProblems problems;

	ApiTokenAuthenticationFilter(ApiTokens tokens, Allowance failures, AccessProblems problems) {
		this.tokens = tokens;
		this.failures = failures;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<ApiTokenAuthentication> authentication = token(request).flatMap(this.tokens::authenticate)
			.map(ApiTokenAuthentication::new);
		if (authentication.isEmpty()) {
			refuse(request, response);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(authentication.get());
		SecurityContextHolder.setContext(context);
		chain.doFilter(request, response);
	}

	/**
	 * Refuse a token only after a look at it: nobody behind a proxy is locked out by the
	 * failures of someone else there.
	 */
	private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		OptionalLong retryAfterSeconds = this.failures.use(CallerAddress.of(request));
		if (retryAfterSeconds.isPresent()) {
			this.problems.tooManyInvalidTokens(request, response, retryAfterSeconds.getAsLong());
		}
		else {
			this.problems.invalidToken(request, response);
		}
	}

	private static Optional<String> token(HttpServletRequest request) {
		List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		if (headers.size() != 1) {
			return Optional.empty();
		}
		Matcher bearer = BEARER.matcher(headers.get(0));
		return bearer.matches() ? Optional.of(bearer.group("token")) : Optional.empty();
	}

}
