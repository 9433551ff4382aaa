package io.github.spotifygateway.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Refuses API calls whose credentials no way in takes.
 */
final class NoWayIn implements AuthenticationEntryPoint {

	private final ProblemWriter problemWriter;

	NoWayIn(ProblemWriter problemWriter) {
		this.problemWriter = problemWriter;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		this.problemWriter.write(Problem.of(HttpStatus.UNAUTHORIZED, "credentials-not-taken", "Credentials not taken")
			.cause("The call brings no credentials that are taken here.")
			.remedy("Ask the operator which ways in are switched on.")
			.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"spotify-gateway\""), request, response);
	}

}
