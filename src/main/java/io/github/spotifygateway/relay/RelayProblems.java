package io.github.spotifygateway.relay;

import java.util.Map;
import java.util.stream.Collectors;

import io.github.spotifygateway.web.HttpProblems;
import io.github.spotifygateway.web.Problem;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers calls that are not relayed.
 */
@RestControllerAdvice(assignableTypes = RelayController.class)
@Order(0)
class RelayProblems {

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(InvalidTargetException ex, HttpServletRequest request) {
		return Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request")
			.cause(String.valueOf(ex.getMessage()))
			.remedy("Send it as Spotify's reference spells it.")
			.toResponse(request);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(UnknownOperationException ex, HttpServletRequest request) {
		if (ex.getAllowedMethods().isEmpty()) {
			return Problem.of(HttpStatus.NOT_FOUND, "not-found", "Not found")
				.cause("Spotify's Web API has no such operation.")
				.remedy("GET /api/operations lists them.")
				.toResponse(request);
		}
		return HttpProblems.of(HttpStatus.METHOD_NOT_ALLOWED)
			.header(HttpHeaders.ALLOW,
					ex.getAllowedMethods().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")))
			.toResponse(request);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(InsufficientTokenScopeException ex, HttpServletRequest request) {
		return Problem.of(HttpStatus.FORBIDDEN, "insufficient-token-scope", "Insufficient token scope")
			.cause("The API token lacks the scope " + ex.getRequiredScope() + ".")
			.remedy("Make a token with that scope on the gateway's page.")
			.header(HttpHeaders.WWW_AUTHENTICATE,
					"Bearer realm=\"spotify-gateway\", error=\"insufficient_scope\", scope=\"" + ex.getRequiredScope()
							+ "\"")
			.toResponse(request);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(ResponseStatusException ex, HttpServletRequest request) {
		return HttpProblems.of(ex.getStatusCode()).toResponse(request);
	}

}
