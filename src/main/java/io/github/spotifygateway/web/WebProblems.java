package io.github.spotifygateway.web;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers what goes wrong in the gateway's own controllers with a {@link Problem}. The
 * handlers of a host application are not its business.
 */
@RestControllerAdvice(basePackages = "io.github.spotifygateway")
@Order(Ordered.LOWEST_PRECEDENCE)
class WebProblems extends ResponseEntityExceptionHandler {

	private static final Log problems = LogFactory.getLog(WebProblems.class);

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		String fields = String.join(", ",
				ex.getFieldErrors()
					.stream()
					.map((error) -> error.getField() + " " + error.getDefaultMessage())
					.toList());
		return answer(Problem.of(status, "invalid-request", "Invalid request")
			.cause("The request is not valid: " + fields + ".")
			.remedy("Correct what is named and send it again."), headers, request);
	}

	@Override
	protected ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return answer(HttpProblems.of(status), headers, request);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> handleUnexpected(RuntimeException ex, HttpServletRequest request,
			HttpServletResponse response) {
		// that of the answer which did not come about
		response.setContentLengthLong(-1);
		if (DatabaseOutageFilter.isOutage(ex)) {
			DatabaseOutageFilter.log(ex, request);
			return HttpProblems.of(HttpStatus.SERVICE_UNAVAILABLE).toResponse(request);
		}
		problems.error("Request " + RequestId.of(request) + " failed", ex);
		return HttpProblems.of(HttpStatus.INTERNAL_SERVER_ERROR).toResponse(request);
	}

	private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers, WebRequest request) {
		headers.forEach((name, values) -> values.forEach((value) -> problem.header(name, value)));
		ResponseEntity<Map<String, Object>> response = problem.toResponse(((ServletWebRequest) request).getRequest());
		return ResponseEntity.status(response.getStatusCode()).headers(response.getHeaders()).body(response.getBody());
	}

}
