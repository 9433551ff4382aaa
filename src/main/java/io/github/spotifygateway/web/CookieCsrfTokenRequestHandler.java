package io.github.spotifygateway.web;

import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * The CSRF token for scripts, which read it from its cookie and send it in a header, and
 * for forms, in which it stands masked so that its bytes cannot be guessed one by one
 * from compressed answers. Spring Security's handler for scripts masks it for every
 * request, whether or not a form is shown, and threads wait for the random numbers.
 */
final class CookieCsrfTokenRequestHandler implements CsrfTokenRequestHandler {

	private final CsrfTokenRequestAttributeHandler plain = new CsrfTokenRequestAttributeHandler();

	private final CsrfTokenRequestAttributeHandler masked = new XorCsrfTokenRequestAttributeHandler();

	/**
	 * The mask is made when a form asks for it; the cookie is there from the first
	 * request.
	 */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
		this.masked.handle(request, response, token);
		token.get();
	}

	@Override
	public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
		boolean ofScript = request.getHeader(token.getHeaderName()) != null;
		return (ofScript ? this.plain : this.masked).resolveCsrfTokenValue(request, token);
	}

}
