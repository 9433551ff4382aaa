package io.github.spotifygateway.translation;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers calls that cannot be translated, as Spotify's clients read errors.
 */
@RestControllerAdvice(basePackages = "io.github.spotifygateway")
@Order(0)
class TranslationProblems {

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(TranslationException ex, HttpServletRequest request) {
		return ex.problem().toResponse(request);
	}

}
