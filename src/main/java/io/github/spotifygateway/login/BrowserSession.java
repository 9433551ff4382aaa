package io.github.spotifygateway.login;

import io.github.spotifygateway.web.GatewaySecurity;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.util.WebUtils;

/**
 * What the servlet session says about a browser that signed in at Spotify. It stands
 * apart from what a host application keeps there about users of its own: whoever has an
 * account at Spotify is no user of the application, and no login or logout touches the
 * other.
 */
final class BrowserSession implements LogoutHandler {

	private static final String CONTEXT = "SPOTIFY_GATEWAY_SECURITY_CONTEXT";

	/**
	 * Where the login is kept.
	 */
	static SecurityContextRepository securityContexts() {
		HttpSessionSecurityContextRepository repository = new HttpSessionSecurityContextRepository();
		repository.setSpringSecurityContextKey(CONTEXT);
		return repository;
	}

	/**
	 * Whether a request to {@code /logout} is meant for the gateway.
	 */
	static boolean isLogout(HttpServletRequest request) {
		return bringsCsrfToken(request) || isSignedInHereOnly(request.getSession(false));
	}

	private static boolean isSignedInHereOnly(@Nullable HttpSession session) {
		return session != null && session.getAttribute(CONTEXT) != null
				&& session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) == null;
	}

	private static boolean bringsCsrfToken(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, GatewaySecurity.CSRF_COOKIE);
		return cookie != null && cookie.getValue().equals(request.getHeader(GatewaySecurity.CSRF_HEADER));
	}

	/**
	 * End the session, unless a host application keeps something in it; then it goes on
	 * under another id.
	 */
	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication authentication) {
		HttpSession session = request.getSession(false);
		if (session == null) {
			return;
		}
		session.removeAttribute(CONTEXT);
		if (session.getAttributeNames().hasMoreElements()) {
			request.changeSessionId();
		}
		else {
			session.invalidate();
		}
	}

}
