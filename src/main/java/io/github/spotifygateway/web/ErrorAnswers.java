package io.github.spotifygateway.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Answers an error that no controller did: a page for a browser that asks for one, a
 * problem for everyone else and for all of {@code /api/**} and {@code /v1/**}.
 */
public final class ErrorAnswers {

	private final MessagePage messagePage;

	private final ProblemWriter problemWriter;

	private final SecurityHeaders securityHeaders;

	ErrorAnswers(MessagePage messagePage, ProblemWriter problemWriter, SecurityHeaders securityHeaders) {
		this.messagePage = messagePage;
		this.problemWriter = problemWriter;
		this.securityHeaders = securityHeaders;
	}

	/**
	 * Answer a request with what HTTP itself says of a status.
	 * @param status the status
	 * @param request the request that met the error
	 * @param response its response
	 * @throws IOException if the answer cannot be written
	 */
	public void write(HttpStatus status, HttpServletRequest request, HttpServletResponse response) throws IOException {
		// some errors come here without having met the filters that add them
		this.securityHeaders.writeHeaders(request, response);
		response.setHeader(RequestId.HEADER, RequestId.of(request));
		Problem problem = HttpProblems.of(status);
		if (wantsPage(request)) {
			writePage(status, problem.members(request), response);
		}
		else {
			this.problemWriter.write(problem, request, response);
		}
	}

	private void writePage(HttpStatus status, Map<String, Object> problem, HttpServletResponse response)
			throws IOException {
		byte[] page = this.messagePage
			.render(status.value() + " " + status.getReasonPhrase(), String.valueOf(problem.get("detail")),
					status.is5xxServerError() ? "Try again a little later." : "Go back to the start page.")
			.getBytes(StandardCharsets.UTF_8);
		response.setStatus(status.value());
		response.setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8).toString());
		response.setContentLength(page.length);
		response.getOutputStream().write(page);
	}

	private static boolean wantsPage(HttpServletRequest request) {
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String path = (failed != null) ? failed.toString() : request.getRequestURI();
		if (path.startsWith(request.getContextPath() + "/api/") || WebApiPaths.include(request)) {
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
