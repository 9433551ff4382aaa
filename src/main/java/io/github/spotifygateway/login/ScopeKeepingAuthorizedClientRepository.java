package io.github.spotifygateway.login;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.ConnectionState;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.web.AuthenticatedPrincipalOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/**
 * Sees that no login costs a user scopes. Where nobody is signed in, a login cannot know
 * what to ask for on top of the configured scopes. Once it turns out who came, and that
 * there was more, the earlier grant stays, and the login asks a second time, now for
 * everything. A login that did ask gets what Spotify grants, so there is no third time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, Access
 * Token Scope</a>
 */
final class ScopeKeepingAuthorizedClientRepository implements OAuth2AuthorizedClientRepository {

	private final OAuth2AuthorizedClientRepository delegate;

	private final Connections connections;

	private final ApplicationEventPublisher events;

	ScopeKeepingAuthorizedClientRepository(OAuth2AuthorizedClientService service, Connections connections,
			ApplicationEventPublisher events) {
		this.delegate = new AuthenticatedPrincipalOAuth2AuthorizedClientRepository(service);
		this.connections = connections;
		this.events = events;
	}

	@Override
	public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String clientRegistrationId,
			Authentication principal, HttpServletRequest request) {
		return this.delegate.loadAuthorizedClient(clientRegistrationId, principal, request);
	}

	@Override
	public void saveAuthorizedClient(OAuth2AuthorizedClient authorizedClient, Authentication principal,
			HttpServletRequest request, HttpServletResponse response) {
		// a grant that ended is worth less than one with fewer scopes
		Optional<Connection> connection = this.connections.find(principal.getName());
		boolean keeps = connection.filter((earlier) -> asksAgain(earlier, authorizedClient, request))
			.filter((earlier) -> earlier.state() == ConnectionState.CONNECTED)
			.isPresent();
		if (!keeps) {
			this.delegate.saveAuthorizedClient(authorizedClient, principal, request, response);
			connection.filter((earlier) -> isExtended(earlier, authorizedClient))
				.ifPresent((earlier) -> SecurityEvent.success(Type.CONSENT_EXTENDED)
					.by(principal.getName())
					.about(earlier.id())
					.in(request)
					.publish(this.events));
		}
	}

	@Override
	public void removeAuthorizedClient(String clientRegistrationId, Authentication principal,
			HttpServletRequest request, HttpServletResponse response) {
		this.delegate.removeAuthorizedClient(clientRegistrationId, principal, request, response);
	}

	private static boolean isExtended(Connection earlier, OAuth2AuthorizedClient authorizedClient) {
		return !earlier.scopes().containsAll(authorizedClient.getAccessToken().getScopes());
	}

	private static boolean asksAgain(Connection earlier, OAuth2AuthorizedClient authorizedClient,
			HttpServletRequest callback) {
		Set<String> asked = WantedScopes.known(SecondRound.asked(callback));
		Set<String> all = new TreeSet<>(WantedScopes.known(earlier.scopes()));
		Set<String> lost = new TreeSet<>(all);
		lost.removeAll(asked);
		lost.removeAll(authorizedClient.getAccessToken().getScopes());
		all.addAll(asked);
		if (!lost.isEmpty()) {
			SecondRound.require(all, callback);
		}
		return !lost.isEmpty();
	}

}
