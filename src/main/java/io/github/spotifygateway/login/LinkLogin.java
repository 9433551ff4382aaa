package io.github.spotifygateway.login;

import io.github.spotifygateway.link.Link;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * What a callback knows of a link, if it was one that sent the browser to Spotify.
 */
final class LinkLogin {

	/** The attribute of the authorization request, and of the callback. */
	static final String ATTRIBUTE = LinkLogin.class.getName();

	private LinkLogin() {
	}

	static void remember(OAuth2AuthorizationRequest authorizationRequest, HttpServletRequest callback) {
		callback.setAttribute(ATTRIBUTE, of(authorizationRequest));
	}

	static @Nullable Link of(OAuth2AuthorizationRequest authorizationRequest) {
		return authorizationRequest.getAttribute(ATTRIBUTE);
	}

	static @Nullable Link of(HttpServletRequest callback) {
		return (Link) callback.getAttribute(ATTRIBUTE);
	}

}
