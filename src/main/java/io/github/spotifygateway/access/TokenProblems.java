package io.github.spotifygateway.access;

import java.util.EnumSet;
import java.util.Map;

import io.github.spotifygateway.web.Problem;
import io.github.spotifygateway.web.PublicUrl;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import io.github.spotifygateway.web.TooOftenException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Tells a signed-in user why there is no new API token.
 */
@RestControllerAdvice(basePackageClasses = TokenProblems.class)
@Order(0)
class TokenProblems {

	private final PublicUrl publicUrl;

	private final ApplicationEventPublisher events;

	TokenProblems(PublicUrl publicUrl, ApplicationEventPublisher events) {
		this.publicUrl = publicUrl;
		this.events = events;
	}

	@ExceptionHandler(UnknownScopeException.class)
	ResponseEntity<Map<String, Object>> unknownScope(HttpServletRequest request) {
		return Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request")
			.cause("The scopes must be one or more of "
					+ ApiTokenScope.write(EnumSet.allOf(ApiTokenScope.class)).replace(" ", ", ") + ".")
			.remedy("Name at least one of these.")
			.with("allowedScopes", ApiTokenScope.values())
			.toResponse(request);
	}

	@ExceptionHandler(RecentLoginRequiredException.class)
	ResponseEntity<Map<String, Object>> recentLoginRequired(HttpServletRequest request) {
		SecurityEvent.denied(Type.ACCESS_DENIED, "recent-login-required")
			.by(request.getRemoteUser())
			.publish(this.events);
		return Problem.of(HttpStatus.FORBIDDEN, "recent-login-required", "Recent login required")
			.cause("A token can be made only within ten minutes of a login.")
			.remedy("Open loginUrl in a browser, sign in again, and make the token then.")
			.with("loginUrl", this.publicUrl.loginUrl())
			.toResponse(request);
	}

	@ExceptionHandler(TooManyApiTokensException.class)
	ResponseEntity<Map<String, Object>> tooManyTokens(HttpServletRequest request) {
		return Problem.of(HttpStatus.CONFLICT, "too-many-tokens", "Too many tokens")
			.cause("The user has " + ApiTokens.MOST + " live tokens, which is the limit.")
			.remedy("Revoke one that is no longer needed.")
			.toResponse(request);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> tooOften(TooOftenException ex, HttpServletRequest request) {
		return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-often", "Too often")
			.cause("Too many tokens were made, devices approved or device codes mistyped by this user lately.")
			.remedy("Wait " + ex.getRetryAfterSeconds() + " seconds and try again.")
			.retryAfter(ex.getRetryAfterSeconds())
			.toResponse(request);
	}

}
