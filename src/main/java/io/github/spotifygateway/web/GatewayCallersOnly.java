package io.github.spotifygateway.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses users whom a host application let in where the gateway's own way in should have
 * decided: a filter chain of the host stands in front of it, and a name that is good
 * there is nobody's here.
 */
final class GatewayCallersOnly implements HandlerInterceptor {

	private final ErrorAnswers errorAnswers;

	GatewayCallersOnly(ErrorAnswers errorAnswers) {
		this.errorAnswers = errorAnswers;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		boolean strange = caller != null && !GatewayCaller.isNobody(caller) && !GatewayCaller.include(caller);
		if (strange && OwnHandlers.include(handler)) {
			this.errorAnswers.write(HttpStatus.UNAUTHORIZED, request, response);
			return false;
		}
		return true;
	}

}
