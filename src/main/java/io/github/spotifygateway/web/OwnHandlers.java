package io.github.spotifygateway.web;

import org.springframework.web.method.HandlerMethod;

/**
 * The gateway's controllers, beside which a host application may have its own on paths
 * like theirs.
 */
public final class OwnHandlers {

	private static final String PACKAGE = "io.github.spotifygateway.";

	private OwnHandlers() {
	}

	/**
	 * Whether a request is served by the gateway.
	 * @param handler what Spring MVC has chosen
	 * @return {@code false} if the host application serves it
	 */
	public static boolean include(Object handler) {
		return handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith(PACKAGE);
	}

}
