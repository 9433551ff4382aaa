package io.github.spotifygateway.standalone;

import java.nio.charset.StandardCharsets;

import io.github.spotifygateway.web.HttpProblems;
import io.github.spotifygateway.web.MessagePage;
import io.github.spotifygateway.web.RequestId;
import io.github.spotifygateway.web.SecurityHeaders;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what no controller did: a page for a browser that asks for one, a problem for
 * everyone else and for all of {@code /api/**}.
 */
@RestController
class GatewayErrorController implements ErrorController {

	private final MessagePage messagePage;

	private final SecurityHeaders securityHeaders;

	GatewayErrorController(MessagePage messagePage, SecurityHeaders securityHeaders) {
		this.messagePage = messagePage;
		this.securityHeaders = securityHeaders;
	}

	@RequestMapping("${server.error.path:/error}")
	ResponseEntity<?> error(HttpServletRequest request, HttpServletResponse response) {
		// some errors come here without having met the filter that adds them
		this.securityHeaders.writeHeaders(request, response);
		response.setHeader(RequestId.HEADER, RequestId.of(request));
		HttpStatus status = status(request);
		return wantsPage(request) ? page(status) : HttpProblems.of(status).toResponse(request);
	}

	private ResponseEntity<byte[]> page(HttpStatus status) {
		String page = this.messagePage.render(status.value() + " " + status.getReasonPhrase(), status.is5xxServerError()
				? "The gateway failed in an unexpected way." : "The gateway has nothing to show at this address.",
				"Go back to the start page.");
		return ResponseEntity.status(status)
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.body(page.getBytes(StandardCharsets.UTF_8));
	}

	private static HttpStatus status(HttpServletRequest request) {
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		HttpStatus status = (code instanceof Integer value) ? HttpStatus.resolve(value) : null;
		return (status != null) ? status : HttpStatus.NOT_FOUND;
	}

	private static boolean wantsPage(HttpServletRequest request) {
		Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		if (path != null && path.toString().startsWith(request.getContextPath() + "/api/")) {
			return false;
		}
		try {
			return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT))
				.stream()
				.anyMatch((type) -> type.isCompatibleWith(MediaType.TEXT_HTML) && type.isConcrete());
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
