package io.github.spotifygateway.web;

import java.io.IOException;
import java.util.Optional;

import io.github.spotifygateway.web.SecurityEvent.Type;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Writes a {@link Problem} where Spring MVC is not reached: in a filter. What was denied
 * there is a {@link SecurityEvent}.
 */
public final class ProblemWriter {

	private final JsonMapper jsonMapper = JsonMapper.shared();

	private final ApplicationEventPublisher events;

	ProblemWriter(ApplicationEventPublisher events) {
		this.events = events;
	}

	/**
	 * Answer a request with a problem.
	 * @param problem the problem
	 * @param request the request that met it
	 * @param response its response
	 * @throws IOException if the answer cannot be written
	 */
	public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (problem.status() == HttpStatus.FORBIDDEN.value()) {
			tell(problem, request);
		}
		byte[] body = this.jsonMapper.writeValueAsBytes(problem.body(request));
		problem.headers(request).forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		response.setStatus(problem.status());
		response.setContentType(problem.contentType(request).toString());
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	private void tell(Problem problem, HttpServletRequest request) {
		SecurityEvent.denied(Type.ACCESS_DENIED, problem.code())
			.by(Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
				.filter((caller) -> !GatewayCaller.isNobody(caller))
				.map((caller) -> GatewayCaller.of(caller).getName())
				.orElse(null))
			.in(request)
			.publish(this.events);
	}

}
