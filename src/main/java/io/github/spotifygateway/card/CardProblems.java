package io.github.spotifygateway.card;

import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import io.github.spotifygateway.web.HttpProblems;
import io.github.spotifygateway.web.Problem;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Says why there is no card.
 */
@RestControllerAdvice(basePackageClasses = CardProblems.class)
@Order(0)
class CardProblems {

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handle(UnknownCardOptionException ex, HttpServletRequest request) {
		return Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "Invalid request")
			.cause("The value of " + ex.getMember() + " is not one of those there are.")
			.remedy("Choose from " + String.join(", ", ex.getAllowed()) + ".")
			.with("parameter", ex.getMember())
			.with("allowed", ex.getAllowed())
			.toResponse(request);
	}

	@ExceptionHandler(TooManyCardsException.class)
	ResponseEntity<Map<String, Object>> tooManyCards(HttpServletRequest request) {
		return Problem.of(HttpStatus.CONFLICT, "too-many-cards", "Too many cards")
			.cause("There are " + Cards.MOST + " cards already, which is the limit.")
			.remedy("Revoke one that is no longer needed.")
			.toResponse(request);
	}

	@ExceptionHandler(RejectedExecutionException.class)
	ResponseEntity<Map<String, Object>> tooMuchToDraw(HttpServletRequest request) {
		return HttpProblems.of(HttpStatus.SERVICE_UNAVAILABLE).toResponse(request);
	}

}
