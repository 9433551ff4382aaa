package io.github.spotifygateway.login;

import java.time.Clock;
import java.util.Objects;

import io.github.spotifygateway.connection.Connections;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;

/**
 * Keeps authorization requests in {@link PendingLoginCookies}. Taking one out checks the
 * callback first and uses up its {@code state}.
 */
final class CookieAuthorizationRequestRepository implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	private final PendingLoginCookies cookies;

	private final CompletedLogins completedLogins;

	private final ClientRegistrationRepository registrations;

	private final Clock clock;

	CookieAuthorizationRequestRepository(PendingLoginCookies cookies, CompletedLogins completedLogins,
			ClientRegistrationRepository registrations, Clock clock) {
		this.cookies = cookies;
		this.completedLogins = completedLogins;
		this.registrations = registrations;
		this.clock = clock;
	}

	@Override
	public void saveAuthorizationRequest(@Nullable OAuth2AuthorizationRequest authorizationRequest,
			HttpServletRequest request, HttpServletResponse response) {
		if (authorizationRequest == null) {
			return;
		}
		PendingLogin login = new PendingLogin(
				Objects.requireNonNull(authorizationRequest.getAttribute(PkceParameterNames.CODE_VERIFIER)),
				authorizationRequest.getScopes(), ReturnTo.of(authorizationRequest), this.clock.instant(),
				LinkLogin.of(authorizationRequest));
		this.cookies.save(Objects.requireNonNull(authorizationRequest.getState()), login, request, response);
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
		String state = request.getParameter(OAuth2ParameterNames.STATE);
		return (state == null) ? null
				: this.cookies.find(state, request)
					.filter((login) -> !login.isExpired(this.clock.instant()))
					.map((login) -> authorizationRequest(state, login))
					.orElse(null);
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request,
			HttpServletResponse response) {
		if (!CallbackParameters.areStrict(request)) {
			throw failure(LoginFailure.INVALID_CALLBACK);
		}
		OAuth2AuthorizationRequest authorizationRequest = loadAuthorizationRequest(request);
		if (authorizationRequest == null) {
			throw failure(LoginFailure.UNKNOWN_LOGIN);
		}
		String state = Objects.requireNonNull(authorizationRequest.getState());
		this.cookies.remove(state, response);
		if (!this.completedLogins.add(state)) {
			throw failure(LoginFailure.ALREADY_COMPLETED);
		}
		request.setAttribute(ReturnTo.PARAMETER, ReturnTo.of(authorizationRequest));
		SecondRound.remember(authorizationRequest.getScopes(), request);
		LinkLogin.remember(authorizationRequest, request);
		return authorizationRequest;
	}

	private OAuth2AuthorizationRequest authorizationRequest(String state, PendingLogin login) {
		ClientRegistration registration = Objects
			.requireNonNull(this.registrations.findByRegistrationId(Connections.REGISTRATION_ID));
		return OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri(Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
			.clientId(registration.getClientId())
			.redirectUri(registration.getRedirectUri())
			.scopes(login.scopes())
			.state(state)
			.attributes((attributes) -> {
				attributes.put(OAuth2ParameterNames.REGISTRATION_ID, registration.getRegistrationId());
				attributes.put(PkceParameterNames.CODE_VERIFIER, login.codeVerifier());
				attributes.put(ReturnTo.PARAMETER, login.returnTo());
				if (login.link() != null) {
					attributes.put(LinkLogin.ATTRIBUTE, login.link());
				}
			})
			.build();
	}

	private static OAuth2AuthenticationException failure(LoginFailure failure) {
		return new OAuth2AuthenticationException(new OAuth2Error(failure.code()));
	}

}
