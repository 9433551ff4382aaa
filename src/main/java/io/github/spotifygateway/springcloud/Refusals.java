package io.github.spotifygateway.springcloud;

import java.util.Optional;

import io.github.spotifygateway.spotify.SpotifyFailures;
import io.github.spotifygateway.web.DatabaseOutageFilter;
import io.github.spotifygateway.web.HttpProblems;
import io.github.spotifygateway.web.Problem;
import io.github.spotifygateway.web.ProblemWriter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers requests that are not sent to Spotify.
 */
final class Refusals {

	private static final Log logger = LogFactory.getLog(Refusals.class);

	private final SpotifyFailures failures;

	private final ProblemWriter problemWriter;

	Refusals(SpotifyFailures failures, ProblemWriter problemWriter) {
		this.failures = failures;
		this.problemWriter = problemWriter;
	}

	/**
	 * The answer for a reason not to send a request. What goes wrong otherwise is the
	 * application's, with the filters it has for that.
	 */
	ServerResponse answer(RuntimeException reason, ServerRequest request) {
		Problem problem = problemOf(reason).orElseThrow(() -> reason);
		return ServerResponse.ok().build((servletRequest, servletResponse) -> {
			this.problemWriter.write(problem, request.servletRequest(), servletResponse);
			return null;
		});
	}

	private Optional<Problem> problemOf(RuntimeException reason) {
		if (reason instanceof MisleadingRouteException ex) {
			logger.error("No access token was sent: " + ex.getMessage() + " " + ex.getRemedy());
			return Optional.of(misleadingRoute(ex));
		}
		if (DatabaseOutageFilter.isOutage(reason)) {
			return Optional.of(HttpProblems.of(HttpStatus.SERVICE_UNAVAILABLE));
		}
		return (reason instanceof RestClientException) ? Optional.empty() : this.failures.problemOf(reason);
	}

	private static Problem misleadingRoute(MisleadingRouteException ex) {
		return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "misleading-route", "Misleading route")
			.cause(String.valueOf(ex.getMessage()))
			.remedy(ex.getRemedy());
	}

}
