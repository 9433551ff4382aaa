package io.github.spotifygateway.standalone;

import java.io.IOException;

import io.github.spotifygateway.web.ErrorAnswers;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers the errors that the server dispatches.
 */
@RestController
class GatewayErrorController implements ErrorController {

	private final ErrorAnswers errorAnswers;

	GatewayErrorController(ErrorAnswers errorAnswers) {
		this.errorAnswers = errorAnswers;
	}

	@RequestMapping("${server.error.path:/error}")
	void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.errorAnswers.write(status(request), request, response);
	}

	private static HttpStatus status(HttpServletRequest request) {
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		HttpStatus status = (code instanceof Integer value) ? HttpStatus.resolve(value) : null;
		return (status != null) ? status : HttpStatus.NOT_FOUND;
	}

}
