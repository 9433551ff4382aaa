package io.github.spotifygateway.live;

import java.util.Map;

import io.github.spotifygateway.web.Problem;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Tells a follower why there is no stream for it.
 */
@RestControllerAdvice(basePackageClasses = LiveProblems.class)
@Order(0)
class LiveProblems {

	private static final long RETRY_SOON = 30;

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(TooManyStreamsException ex, HttpServletRequest request) {
		Problem problem = ex.isOfUser()
				? Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-streams", "Too many streams")
					.cause("The user has as many streams open on this node as one user may have.")
					.remedy("Close one that is no longer needed, such as a forgotten tab.")
				: Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "no-room-for-streams", "No room for streams")
					.cause("This node has as many streams open as it can serve, or is stopping.")
					.remedy("Try again a little later, or ask GET /api/me/now-playing meanwhile.");
		return problem.retryAfter(RETRY_SOON).toResponse(request);
	}

}
