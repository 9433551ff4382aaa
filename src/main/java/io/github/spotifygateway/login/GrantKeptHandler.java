package io.github.spotifygateway.login;

import java.io.IOException;

import io.github.spotifygateway.web.PublicUrl;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Sends a browser that gave a grant over a link to the page that shows its code.
 */
final class GrantKeptHandler implements AuthenticationFailureHandler {

	private final AuthenticationFailureHandler delegate;

	private final LinkCodeCookie codeCookie;

	private final PublicUrl publicUrl;

	GrantKeptHandler(AuthenticationFailureHandler delegate, LinkCodeCookie codeCookie, PublicUrl publicUrl) {
		this.delegate = delegate;
		this.codeCookie = codeCookie;
		this.publicUrl = publicUrl;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException, ServletException {
		if (!(exception instanceof GrantKeptException kept)) {
			this.delegate.onAuthenticationFailure(request, response, exception);
			return;
		}
		this.codeCookie.save(kept.getGrant(), response);
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.LOCATION, this.publicUrl.resolve("/link"));
	}

}
