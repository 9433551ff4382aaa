package io.github.spotifygateway.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends a browser that came in on another name of this machine ({@code localhost}) to the
 * public one before it gets a cookie: Spotify returns to the public name only, and a
 * cookie set on another is not sent there.
 */
final class CanonicalHostFilter extends OncePerRequestFilter {

	private final PublicUrl publicUrl;

	CanonicalHostFilter(PublicUrl publicUrl) {
		this.publicUrl = publicUrl;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (HttpMethod.GET.matches(request.getMethod())
				&& this.publicUrl.isOtherLoopbackName(request.getServerName())) {
			response.setStatus(HttpStatus.TEMPORARY_REDIRECT.value());
			response.setHeader(HttpHeaders.LOCATION, this.publicUrl.resolve(pathAndQuery(request)));
			return;
		}
		chain.doFilter(request, response);
	}

	private static String pathAndQuery(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return (request.getQueryString() != null) ? path + "?" + request.getQueryString() : path;
	}

}
