package io.github.spotifygateway.web;

import java.io.IOException;
import java.util.UUID;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that stands in its answer, in its problem and in the log.
 */
public final class RequestId extends OncePerRequestFilter {

	/** The header of the answer. */
	public static final String HEADER = "X-Request-Id";

	private static final String ATTRIBUTE = RequestId.class.getName();

	private static final String MDC_KEY = "requestId";

	/**
	 * The id of a request, made at the first call.
	 * @param request the request
	 * @return its id
	 */
	public static String of(HttpServletRequest request) {
		Object id = request.getAttribute(ATTRIBUTE);
		if (id == null) {
			id = UUID.randomUUID().toString();
			request.setAttribute(ATTRIBUTE, id);
		}
		return id.toString();
	}

	/**
	 * Let what a request sets going on another thread be logged with the request's id.
	 * @param task what runs there
	 * @return the task with the id of the request that this thread serves, if any
	 */
	public static Runnable carry(Runnable task) {
		String id = MDC.get(MDC_KEY);
		return (id == null) ? task : () -> {
			MDC.put(MDC_KEY, id);
			try {
				task.run();
			}
			finally {
				MDC.remove(MDC_KEY);
			}
		};
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String id = of(request);
		response.setHeader(HEADER, id);
		MDC.put(MDC_KEY, id);
		try {
			chain.doFilter(request, response);
		}
		finally {
			MDC.remove(MDC_KEY);
		}
	}

}
