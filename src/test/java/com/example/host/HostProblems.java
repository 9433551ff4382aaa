package com.example.host;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The host's own errors, for every controller.
 */
@RestControllerAdvice
class HostProblems {

	@ExceptionHandler
	ResponseEntity<String> handle(IllegalStateException ex) {
		return ResponseEntity.status(418).body("host: " + ex.getMessage());
	}

}
