package io.github.spotifygateway.connection;

import java.time.Clock;
import java.time.Instant;

import io.github.spotifygateway.connection.ConnectionRepository.Grant;
import io.github.spotifygateway.connection.StoredConnection.Tokens;
import io.github.spotifygateway.web.GatewayCaller;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * Spring Security's store of authorized clients, on the connection table. A client that
 * is saved here is a grant the user has just given; refreshed tokens are written by the
 * {@link ConnectionRefresher}, so that they do not restart the six months. Clients of
 * {@link OtherRegistrations} do not come here.
 * <p>
 * A name alone may be that of any user of a host application: it is that of one of the
 * gateway's own callers only while that caller is served.
 */
final class ConnectionAuthorizedClientService implements OAuth2AuthorizedClientService {

	private final ConnectionRepository repository;

	private final ClientRegistrationRepository registrations;

	private final OtherRegistrations others;

	private final Clock clock;

	ConnectionAuthorizedClientService(ConnectionRepository repository, ClientRegistrationRepository registrations,
			OtherRegistrations others, Clock clock) {
		this.repository = repository;
		this.registrations = registrations;
		this.others = others;
		this.clock = clock;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String clientRegistrationId,
			String principalName) {
		if (OtherRegistrations.include(clientRegistrationId)) {
			return this.others.service().loadAuthorizedClient(clientRegistrationId, principalName);
		}
		ClientRegistration registration = this.registrations.findByRegistrationId(clientRegistrationId);
		if (registration == null) {
			return null;
		}
		return (T) this.repository.find(clientRegistrationId, GatewayCaller.connectionName(principalName))
			.map((stored) -> stored.toAuthorizedClient(registration))
			.orElse(null);
	}

	@Override
	public void saveAuthorizedClient(OAuth2AuthorizedClient authorizedClient, Authentication principal) {
		if (OtherRegistrations.include(authorizedClient.getClientRegistration().getRegistrationId())) {
			this.others.service().saveAuthorizedClient(authorizedClient, principal);
			return;
		}
		Instant now = this.clock.instant();
		Tokens tokens = Tokens.of(authorizedClient.getAccessToken(), authorizedClient.getRefreshToken(), now);
		this.repository.saveGrant(new Grant(authorizedClient.getClientRegistration().getRegistrationId(),
				GatewayCaller.of(principal).getName(), accountId(principal), tokens,
				authorizedClient.getAccessToken().getScopes(), now));
	}

	@Override
	public void removeAuthorizedClient(String clientRegistrationId, String principalName) {
		if (OtherRegistrations.include(clientRegistrationId)) {
			this.others.service().removeAuthorizedClient(clientRegistrationId, principalName);
			return;
		}
		this.repository.delete(clientRegistrationId, GatewayCaller.connectionName(principalName));
	}

	private static @Nullable String accountId(Authentication principal) {
		return (principal.getPrincipal() instanceof SpotifyUser user) ? user.accountId() : null;
	}

}
