package io.github.spotifygateway.connection;

import java.time.Clock;

import io.github.spotifygateway.keys.DecryptionException;
import io.github.spotifygateway.keys.MissingKeyException;
import io.github.spotifygateway.web.GatewayCaller;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.util.Assert;

/**
 * Gives callers a fresh access token of the connection they own. Unlike Spring Security's
 * default it never deletes a grant, takes no scopes from the request, and refreshes once
 * however many ask.
 */
final class ConnectionAuthorizedClientManager implements OAuth2AuthorizedClientManager {

	private static final Log logger = LogFactory.getLog(ConnectionAuthorizedClientManager.class);

	private final ConnectionRepository repository;

	private final ClientRegistrationRepository registrations;

	private final OtherRegistrations others;

	private final ConnectionRefresher refresher;

	private final RefreshAhead refreshAhead;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	ConnectionAuthorizedClientManager(ConnectionRepository repository, ClientRegistrationRepository registrations,
			OtherRegistrations others, ConnectionRefresher refresher, RefreshAhead refreshAhead, Clock clock,
			ApplicationEventPublisher events) {
		this.repository = repository;
		this.registrations = registrations;
		this.others = others;
		this.refresher = refresher;
		this.refreshAhead = refreshAhead;
		this.clock = clock;
		this.events = events;
	}

	@Override
	public @Nullable OAuth2AuthorizedClient authorize(OAuth2AuthorizeRequest request) {
		String registrationId = request.getClientRegistrationId();
		if (OtherRegistrations.include(registrationId)) {
			return this.others.manager().authorize(request);
		}
		ClientRegistration registration = this.registrations.findByRegistrationId(registrationId);
		Assert.notNull(registration, () -> "client registration [" + registrationId + "] must be configured");
		if (GatewayCaller.isNobody(request.getPrincipal())) {
			throw new ClientAuthorizationRequiredException(registrationId);
		}
		StoredConnection usable = usable(request, registration);
		this.refreshAhead.used(usable);
		return usable.toAuthorizedClient(registration);
	}

	/**
	 * Tokens that do not open in their row are nobody's: the user must bring new ones.
	 * Those whose key this node alone may lack are good.
	 */
	private StoredConnection usable(OAuth2AuthorizeRequest request, ClientRegistration registration) {
		String principalName = GatewayCaller.of(request.getPrincipal()).getName();
		try {
			return find(principalName, request, registration);
		}
		catch (MissingKeyException ex) {
			SecurityEvent.failure(Type.KEY_MISSING, "encryption-key-missing").by(principalName).publish(this.events);
			throw ex;
		}
		catch (DecryptionException ex) {
			logger.error("The tokens of [" + principalName + "] do not open: " + ex.getMessage());
			throw new ReauthorizationRequiredException(registration.getRegistrationId());
		}
	}

	private StoredConnection find(String principalName, OAuth2AuthorizeRequest request,
			ClientRegistration registration) {
		String registrationId = registration.getRegistrationId();
		StoredConnection stored = this.repository.find(registrationId, principalName)
			.orElseThrow(() -> notUsable(registrationId, principalName));
		boolean refused = stored.tokens().accessToken().equals(request.getAttribute(Connections.REFUSED_ACCESS_TOKEN));
		return refused ? refresh(stored, registration) : withFreshToken(stored, registration);
	}

	private StoredConnection withFreshToken(StoredConnection stored, ClientRegistration registration) {
		if (stored.hasFreshAccessToken(this.clock.instant())) {
			return stored;
		}
		try {
			return refresh(stored, registration);
		}
		catch (TokenEndpointException ex) {
			if (stored.hasUnexpiredAccessToken(this.clock.instant())) {
				return stored;
			}
			throw ex;
		}
	}

	/**
	 * Whatever comes of it, what the request knew of the connection is old.
	 */
	private StoredConnection refresh(StoredConnection stored, ClientRegistration registration) {
		ConnectionRow.forget();
		return this.refresher.refresh(stored, registration);
	}

	private RuntimeException notUsable(String registrationId, String principalName) {
		return this.repository.findConnection(registrationId, principalName).isPresent()
				? new ReauthorizationRequiredException(registrationId)
				: new ClientAuthorizationRequiredException(registrationId);
	}

}
