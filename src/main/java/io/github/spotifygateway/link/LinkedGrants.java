package io.github.spotifygateway.link;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.spotifygateway.connection.Connections;

import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;

/**
 * Makes a grant that waited the connection of a company's user, in place of an earlier
 * one.
 */
final class LinkedGrants {

	private static final String NAME = "name";

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
		Map<String, Object> attributes = new HashMap<>();
		attributes.put(NAME, principalName);
		if (grant.accountId() != null) {
			attributes.put("account_id", grant.accountId());
		}
		return new OAuth2AuthenticationToken(new DefaultOAuth2User(Set.of(), attributes, NAME), Set.of(),
				Connections.REGISTRATION_ID);
	}

}
