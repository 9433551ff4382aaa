package io.github.spotifygateway.login;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.spotifygateway.web.Problem;
import io.github.spotifygateway.web.ProblemWriter;
import io.github.spotifygateway.web.PublicUrl;
import io.github.spotifygateway.web.SignInRedirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Refuses API calls that a session cookie does not allow. Programs are never redirected,
 * because they cannot follow to a login page; a {@link SignInRedirect} knows who can.
 */
final class SessionProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

	private final ProblemWriter problemWriter;

	private final PublicUrl publicUrl;

	private final List<SignInRedirect> redirects;

	SessionProblems(ProblemWriter problemWriter, PublicUrl publicUrl, List<SignInRedirect> redirects) {
		this.problemWriter = problemWriter;
		this.publicUrl = publicUrl;
		this.redirects = redirects;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		Optional<String> target = this.redirects.stream()
			.flatMap((redirect) -> Stream.ofNullable(redirect.target(request)))
			.findFirst();
		if (target.isPresent()) {
			response.setStatus(HttpStatus.FOUND.value());
			response.setHeader(HttpHeaders.LOCATION, target.get());
			return;
		}
		this.problemWriter.write(Problem.of(HttpStatus.UNAUTHORIZED, "not-signed-in", "Not signed in")
			.cause("This needs a session cookie, or an API token where one is enough.")
			.remedy("Open loginUrl in a browser, or send an API token as Authorization: Bearer.")
			.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"spotify-gateway\"")
			.with("loginUrl", this.publicUrl.loginUrl()), request, response);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		if (SecurityContextHolder.getContext().getAuthentication() == null) {
			commence(request, response, new InsufficientAuthenticationException("no session"));
			return;
		}
		this.problemWriter.write((ex instanceof CsrfException) ? csrfTokenRequired() : forbidden(), request, response);
	}

	private static Problem csrfTokenRequired() {
		return Problem.of(HttpStatus.FORBIDDEN, "csrf-token-required", "CSRF token required")
			.cause("A request that changes something came with a session cookie but without the CSRF token.")
			.remedy("Send the value of the cookie __Host-sgw-csrf in the header X-CSRF-TOKEN.");
	}

	private static Problem forbidden() {
		return Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Forbidden")
			.cause("The session does not allow this.")
			.remedy("Sign in again.");
	}

}
