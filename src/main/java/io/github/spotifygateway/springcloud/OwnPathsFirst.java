package io.github.spotifygateway.springcloud;

import java.util.Collection;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Keeps the gateway's own controllers in front of the application's routes, which Spring
 * MVC asks before all controllers: a route for everything would take the gateway's paths,
 * too. A path is the gateway's when one of its security filter chains takes the request;
 * about all others it says nothing.
 */
final class OwnPathsFirst implements HandlerMapping, Ordered {

	private static final String PACKAGE = "io.github.spotifygateway.";

	private static final String ASSETS = PACKAGE.replace('.', '/');

	/** Routes are at -1. */
	private static final int BEFORE_ROUTES = -2;

	private final Collection<SecurityFilterChain> chains;

	private final List<HandlerMapping> mappings;

	OwnPathsFirst(Collection<SecurityFilterChain> chains, List<HandlerMapping> mappings) {
		this.chains = List.copyOf(chains);
		this.mappings = List.copyOf(mappings);
	}

	@Override
	public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) throws Exception {
		if (this.chains.stream().noneMatch((chain) -> chain.matches(request))) {
			return null;
		}
		for (HandlerMapping mapping : this.mappings) {
			HandlerExecutionChain handler = mapping.getHandler(request);
			if (handler != null && isOwn(handler.getHandler())) {
				return handler;
			}
		}
		return null;
	}

	private static boolean isOwn(Object handler) {
		if (handler instanceof ResourceHttpRequestHandler resources) {
			return resources.getLocations().stream().anyMatch((location) -> location.toString().contains(ASSETS));
		}
		return handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith(PACKAGE);
	}

	@Override
	public int getOrder() {
		return BEFORE_ROUTES;
	}

}
