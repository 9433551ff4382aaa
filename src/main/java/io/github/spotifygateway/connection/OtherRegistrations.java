package io.github.spotifygateway.connection;

import java.util.function.Supplier;

import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.util.function.SingletonSupplier;

/**
 * What becomes of the authorized clients of all registrations but Spotify's: the same as
 * without the gateway. A host application may have such registrations, with grants that
 * are none of Spotify's.
 */
final class OtherRegistrations {

	private final OAuth2AuthorizedClientService service;

	private final Supplier<OAuth2AuthorizedClientManager> manager;

	/**
	 * Create what a host application would have.
	 * @param registrations the registrations
	 * @param manager makes the manager when it is first needed, because it needs the
	 * service
	 */
	OtherRegistrations(ClientRegistrationRepository registrations, Supplier<OAuth2AuthorizedClientManager> manager) {
		this.service = new InMemoryOAuth2AuthorizedClientService(registrations);
		this.manager = SingletonSupplier.of(manager);
	}

	static boolean include(String registrationId) {
		return !Connections.REGISTRATION_ID.equals(registrationId);
	}

	OAuth2AuthorizedClientService service() {
		return this.service;
	}

	OAuth2AuthorizedClientManager manager() {
		return this.manager.get();
	}

}
