package io.github.spotifygateway.playback;

import java.util.Map;

import io.github.spotifygateway.web.Problem;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Tells callers what is wrong with the page they asked for.
 */
@RestControllerAdvice(assignableTypes = ListsController.class)
@Order(0)
class ListProblems {

	@ExceptionHandler(InvalidCursorException.class)
	ResponseEntity<Map<String, Object>> invalidCursor(HttpServletRequest request) {
		return Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor", "Invalid cursor")
			.cause("The cursor is not one that this list gave with these parameters.")
			.remedy("Send nextCursor of the page before as it is, with the same timeRange, or begin without a cursor.")
			.toResponse(request);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(InvalidParameterException ex, HttpServletRequest request) {
		return Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request")
			.cause(String.valueOf(ex.getMessage()))
			.remedy("Correct it, or leave it out for the default.")
			.with("parameter", ex.getParameter())
			.toResponse(request);
	}

}
