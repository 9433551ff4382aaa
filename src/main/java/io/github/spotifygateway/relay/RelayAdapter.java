package io.github.spotifygateway.relay;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;

/**
 * Calls the relay as it is: it takes the request and writes the answer itself, so there
 * are no arguments to resolve and no values to convert.
 */
final class RelayAdapter implements HandlerAdapter, Ordered {

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof HandlerMethod method && method.getBean() instanceof RelayController;
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		((RelayController) ((HandlerMethod) handler).getBean()).relay(request, response);
		return null;
	}

}
