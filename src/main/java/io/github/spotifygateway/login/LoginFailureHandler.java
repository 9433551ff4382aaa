package io.github.spotifygateway.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.spotifygateway.web.DatabaseOutageFilter;
import io.github.spotifygateway.web.MessagePage;
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
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.client.RestClientException;

/**
 * Ends a failed login on a page that says what happened. A genuine login goes to an
 * address without the code; a request that is none is answered where it came in, with
 * 400. Nothing that a request or Spotify said is repeated.
 */
final class LoginFailureHandler implements AuthenticationFailureHandler {

	private static final Log logger = LogFactory.getLog(LoginFailureHandler.class);

	private final PublicUrl publicUrl;

	private final MessagePage messagePage;

	private final ApplicationEventPublisher events;

	LoginFailureHandler(PublicUrl publicUrl, MessagePage messagePage, ApplicationEventPublisher events) {
		this.publicUrl = publicUrl;
		this.messagePage = messagePage;
		this.events = events;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		if (DatabaseOutageFilter.isOutage(exception.getCause())) {
			throw (RuntimeException) exception.getCause();
		}
		LoginFailure failure = failure(exception);
		logger.warn("Login failed [" + failure.code() + "]");
		SecurityEvent.failure(Type.LOGIN, failure.code()).in(request).publish(this.events);
		switch (failure) {
			case INVALID_REQUEST, INVALID_CALLBACK, UNKNOWN_LOGIN, ALREADY_COMPLETED -> write(failure, response);
			default -> redirect(failure, response);
		}
	}

	private void redirect(LoginFailure failure, HttpServletResponse response) {
		response.setStatus(HttpStatus.SEE_OTHER.value());
		response.setHeader(HttpHeaders.LOCATION, this.publicUrl.resolve("/login/failed/" + failure.code()));
	}

	void write(LoginFailure failure, HttpServletResponse response) throws IOException {
		byte[] page = this.messagePage.render(failure.title(), failure.cause(), failure.remedy())
			.getBytes(StandardCharsets.UTF_8);
		response.setStatus(failure.status().value());
		response.setContentType(MediaType.TEXT_HTML_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		response.setContentLength(page.length);
		response.getOutputStream().write(page);
	}

	private static LoginFailure failure(AuthenticationException exception) {
		if (!(exception instanceof OAuth2AuthenticationException oauth2)) {
			return LoginFailure.INVALID_REQUEST;
		}
		String code = oauth2.getError().getErrorCode();
		return switch (code) {
			case OAuth2ErrorCodes.INVALID_REQUEST -> LoginFailure.INVALID_CALLBACK;
			case OAuth2ErrorCodes.INVALID_CLIENT -> LoginFailure.CLIENT_REFUSED;
			case OAuth2ErrorCodes.INVALID_GRANT -> LoginFailure.CODE_REFUSED;
			case OAuth2ErrorCodes.SERVER_ERROR, OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE ->
				LoginFailure.SPOTIFY_UNAVAILABLE;
			default -> LoginFailure.ofCode(code).orElse(transport(oauth2));
		};
	}

	/**
	 * The token client reports a missing or unreadable answer as an error of its own,
	 * with the HTTP client's exception somewhere below it.
	 */
	private static LoginFailure transport(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof RestClientException) {
				return LoginFailure.SPOTIFY_UNAVAILABLE;
			}
		}
		return LoginFailure.SPOTIFY_ERROR;
	}

}
