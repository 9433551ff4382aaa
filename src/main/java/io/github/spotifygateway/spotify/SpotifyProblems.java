package io.github.spotifygateway.spotify;

import java.util.Map;

import io.github.spotifygateway.connection.ReauthorizationRequiredException;
import io.github.spotifygateway.connection.TokenEndpointException;
import io.github.spotifygateway.keys.MissingKeyException;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClientException;

/**
 * Tells callers of the JSON API what Spotify's errors mean for them and what to do.
 */
@RestControllerAdvice(basePackages = "io.github.spotifygateway")
@Order(0)
class SpotifyProblems {

	private static final Log logger = LogFactory.getLog(SpotifyProblems.class);

	private final SpotifyFailures failures;

	private final ApplicationEventPublisher events;

	SpotifyProblems(SpotifyFailures failures, ApplicationEventPublisher events) {
		this.failures = failures;
		this.events = events;
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(SpotifyException ex, HttpServletRequest request) {
		logger.warn(ex.getMessage());
		return answer(ex, request);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(RestClientException ex, HttpServletRequest request) {
		return handle(SpotifyException.of(ex), request);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(MissingKeyException ex, HttpServletRequest request) {
		logger.error("A grant cannot be read: " + ex.getMessage());
		return answer(ex, request);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(InsufficientTokenScopeException ex, HttpServletRequest request) {
		SecurityEvent.denied(Type.ACCESS_DENIED, "insufficient-token-scope")
			.by(request.getRemoteUser())
			.publish(this.events);
		return answer(ex, request);
	}

	@ExceptionHandler({ CallerLimitException.class, InsufficientScopeException.class, InvalidTargetException.class,
			UnknownOperationException.class, ClientAuthorizationRequiredException.class,
			ReauthorizationRequiredException.class, TokenEndpointException.class })
	ResponseEntity<Map<String, Object>> answer(RuntimeException ex, HttpServletRequest request) {
		return this.failures.problemOf(ex).orElseThrow(() -> ex).toResponse(request);
	}

}
