package io.github.spotifygateway.relay;

import java.util.Map;

import io.github.spotifygateway.web.HttpProblems;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers calls whose bodies are not relayed.
 */
@RestControllerAdvice(assignableTypes = RelayController.class)
@Order(0)
class RelayProblems {

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(ResponseStatusException ex, HttpServletRequest request) {
		return HttpProblems.of(ex.getStatusCode()).toResponse(request);
	}

}
