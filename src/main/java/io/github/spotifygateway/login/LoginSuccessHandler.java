package io.github.spotifygateway.login;

import io.github.spotifygateway.web.PublicUrl;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Sends the signed-in browser to where it wanted to go, at an address without the code,
 * or to Spotify once more if it was not asked for every scope the user had granted.
 */
final class LoginSuccessHandler implements AuthenticationSuccessHandler {

	private static final Log logger = LogFactory.getLog(LoginSuccessHandler.class);

	private final PublicUrl publicUrl;

	private final ApplicationEventPublisher events;

	LoginSuccessHandler(PublicUrl publicUrl, ApplicationEventPublisher events) {
		this.publicUrl = publicUrl;
		this.events = events;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) {
		logger.info("Signed in [" + authentication.getName() + "]");
		SecurityEvent.success(Type.LOGIN).by(authentication.getName()).in(request).publish(this.events);
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.LOCATION, next(request));
	}

	private String next(HttpServletRequest callback) {
		String secondRound = SecondRound.query(callback);
		return (secondRound != null) ? this.publicUrl.loginUrl() + secondRound
				: this.publicUrl.resolve(ReturnTo.of(callback));
	}

}
