package io.github.spotifygateway.web;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that stands in its answer, in its problem and in the log.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.4">RFC 9562, UUID
 * Version 4</a>
 */
public final class RequestId extends OncePerRequestFilter {

	/** The header of the answer. */
	public static final String HEADER = "X-Request-Id";

	private static final String ATTRIBUTE = RequestId.class.getName();

	private static final String MDC_KEY = "requestId";

	private static final long VERSION_BITS = 0xf000L;

	private static final long VERSION_4 = 0x4000L;

	private static final long VARIANT_BITS = 0xc000_0000_0000_0000L;

	private static final long VARIANT_OF_RFC_9562 = 0x8000_0000_0000_0000L;

	/**
	 * The id of a request, made at the first call.
	 * @param request the request
	 * @return its id
	 */
	public static String of(HttpServletRequest request) {
		Object id = request.getAttribute(ATTRIBUTE);
		if (id == null) {
			id = generate();
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

	/**
	 * Not to be guessed it need not be: nobody is let in by it. So no thread waits for
	 * the operating system's random numbers, of which there is one source.
	 */
	private static String generate() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		return new UUID((random.nextLong() & ~VERSION_BITS) | VERSION_4,
				(random.nextLong() & ~VARIANT_BITS) | VARIANT_OF_RFC_9562)
			.toString();
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
