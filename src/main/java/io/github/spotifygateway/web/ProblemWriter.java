package io.github.spotifygateway.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a {@link Problem} where Spring MVC is not reached: in a filter.
 */
public final class ProblemWriter {

	private final JsonMapper jsonMapper = JsonMapper.shared();

	/**
	 * Answer a request with a problem.
	 * @param problem the problem
	 * @param request the request that met it
	 * @param response its response
	 * @throws IOException if the answer cannot be written
	 */
	public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
		byte[] body = this.jsonMapper.writeValueAsBytes(problem.body(request));
		problem.headers(request).forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		response.setStatus(problem.status());
		response.setContentType(problem.contentType(request).toString());
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
