package io.github.spotifygateway.connection;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;

import io.github.spotifygateway.web.OwnHandlers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Tells programs, too, that their user must sign in again soon: from 30 days before
 * Spotify ends the grant, each answer says when that is.
 */
final class ReauthorizeByHeader implements HandlerInterceptor {

	/** The header: an instant as of ISO 8601. */
	static final String NAME = "Reauthorize-By";

	private static final Duration NOTICE = Duration.ofDays(30);

	private final Connections connections;

	private final Clock clock;

	ReauthorizeByHeader(Connections connections, Clock clock) {
		this.connections = connections;
		this.clock = clock;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		Principal principal = request.getUserPrincipal();
		if (principal != null && OwnHandlers.include(handler)) {
			this.connections.find(principal.getName())
				.map(Connection::reauthorizeBy)
				.filter((end) -> end.minus(NOTICE).isBefore(this.clock.instant()))
				.ifPresent((end) -> response.setHeader(NAME, end.toString()));
		}
		return true;
	}

}
