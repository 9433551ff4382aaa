package io.github.spotifygateway.login;

import java.util.Objects;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.link.Link;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Adds {@code return_to} and wanted scopes to Spring Security's authorization request,
 * which brings state and PKCE.
 */
final class LoginAuthorizationRequestResolver implements OAuth2AuthorizationRequestResolver {

	private final OAuth2AuthorizationRequestResolver delegate;

	private final WantedScopes wantedScopes;

	LoginAuthorizationRequestResolver(ClientRegistrationRepository registrations, WantedScopes wantedScopes) {
		this.delegate = new DefaultOAuth2AuthorizationRequestResolver(registrations);
		this.wantedScopes = wantedScopes;
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
		return complete(this.delegate.resolve(request), request);
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String clientRegistrationId) {
		return complete(this.delegate.resolve(request, clientRegistrationId), request);
	}

	/**
	 * The authorization request of somebody who opened a link. Spotify is to ask however
	 * often it was answered before, so that nobody gives a grant without noticing.
	 */
	OAuth2AuthorizationRequest resolve(HttpServletRequest request, Link link) {
		OAuth2AuthorizationRequest authorizationRequest = Objects
			.requireNonNull(this.delegate.resolve(request, Connections.REGISTRATION_ID));
		return OAuth2AuthorizationRequest.from(authorizationRequest)
			.scopes(this.wantedScopes.union(Objects.requireNonNull(authorizationRequest.getScopes()), link))
			.attributes((attributes) -> attributes.put(LinkLogin.ATTRIBUTE, link))
			.additionalParameters((parameters) -> parameters.put("show_dialog", "true"))
			.build();
	}

	private @Nullable OAuth2AuthorizationRequest complete(@Nullable OAuth2AuthorizationRequest authorizationRequest,
			HttpServletRequest request) {
		if (authorizationRequest == null) {
			return null;
		}
		String returnTo = ReturnTo.parse(request.getParameter(ReturnTo.PARAMETER));
		return OAuth2AuthorizationRequest.from(authorizationRequest)
			.scopes(this.wantedScopes.union(Objects.requireNonNull(authorizationRequest.getScopes()),
					request.getParameter("scope")))
			.attributes((attributes) -> attributes.put(ReturnTo.PARAMETER, returnTo))
			.build();
	}

}
