package io.github.spotifygateway.link;

import java.util.Objects;
import java.util.Set;

import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.connection.SpotifyUser;

import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * Makes a grant that waited the connection of a company's user, in place of an earlier
 * one.
 */
final class LinkedGrants {

	private final OAuth2AuthorizedClientService service;

	private final ClientRegistrationRepository registrations;

	LinkedGrants(OAuth2AuthorizedClientService service, ClientRegistrationRepository registrations) {
		this.service = service;
		this.registrations = registrations;
	}

	void save(PendingGrant grant, String principalName) {
		ClientRegistration registration = Objects
			.requireNonNull(this.registrations.findByRegistrationId(Connections.REGISTRATION_ID));
		this.service.saveAuthorizedClient(grant.toAuthorizedClient(registration, principalName),
				owner(grant, principalName));
	}

	private static OAuth2AuthenticationToken owner(PendingGrant grant, String principalName) {
		return new OAuth2AuthenticationToken(new SpotifyUser(principalName, grant.accountId()), Set.of(),
				Connections.REGISTRATION_ID);
	}

}
