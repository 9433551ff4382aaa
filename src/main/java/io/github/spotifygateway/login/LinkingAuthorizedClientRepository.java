package io.github.spotifygateway.login;

import io.github.spotifygateway.link.Link;
import io.github.spotifygateway.link.LinkOverException;
import io.github.spotifygateway.link.Links;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Sees that a grant that was given over a link does not become the connection of whoever
 * gave it: it is kept for the company's user, and the login ends there.
 */
final class LinkingAuthorizedClientRepository implements OAuth2AuthorizedClientRepository {

	private final OAuth2AuthorizedClientRepository delegate;

	private final Links links;

	LinkingAuthorizedClientRepository(OAuth2AuthorizedClientRepository delegate, Links links) {
		this.delegate = delegate;
		this.links = links;
	}

	@Override
	public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String clientRegistrationId,
			Authentication principal, HttpServletRequest request) {
		return this.delegate.loadAuthorizedClient(clientRegistrationId, principal, request);
	}

	@Override
	public void saveAuthorizedClient(OAuth2AuthorizedClient authorizedClient, Authentication principal,
			HttpServletRequest request, HttpServletResponse response) {
		Link link = LinkLogin.of(request);
		if (link == null) {
			this.delegate.saveAuthorizedClient(authorizedClient, principal, request, response);
			return;
		}
		try {
			throw new GrantKeptException(this.links.keep(link, authorizedClient, principal));
		}
		catch (LinkOverException ex) {
			throw new OAuth2AuthenticationException(new OAuth2Error(LoginFailure.LINK_OVER.code()));
		}
	}

	@Override
	public void removeAuthorizedClient(String clientRegistrationId, Authentication principal,
			HttpServletRequest request, HttpServletResponse response) {
		this.delegate.removeAuthorizedClient(clientRegistrationId, principal, request, response);
	}

}
