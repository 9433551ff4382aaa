package io.github.spotifygateway.connection;

import java.util.Optional;

import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;

/**
 * The grants users gave at Spotify, without their tokens.
 */
public final class Connections {

	private static final Log logger = LogFactory.getLog(Connections.class);

	/** The client registration of Spotify. */
	public static final String REGISTRATION_ID = "spotify";

	/**
	 * The attribute of an {@code OAuth2AuthorizeRequest} that holds an access token
	 * Spotify refused; the manager answers with another one.
	 */
	public static final String REFUSED_ACCESS_TOKEN = Connections.class.getName() + ".refused-access-token";

	private final ConnectionRepository repository;

	private final ApplicationEventPublisher events;

	Connections(ConnectionRepository repository, ApplicationEventPublisher events) {
		this.repository = repository;
		this.events = events;
	}

	/**
	 * Find a user's connection.
	 * @param principalName the name of the user's connection
	 * @return the connection, unless the user never gave one or took it back
	 */
	public Optional<Connection> find(String principalName) {
		return this.repository.findConnection(REGISTRATION_ID, principalName);
	}

	/**
	 * Find a user's connection, which a call needs.
	 * @param principalName the name of the user's connection
	 * @return the connection
	 * @throws ClientAuthorizationRequiredException if there is none
	 */
	public Connection require(String principalName) {
		return find(principalName).orElseThrow(() -> new ClientAuthorizationRequiredException(REGISTRATION_ID));
	}

	/**
	 * Count the connections.
	 * @return how many there are, whosever they are
	 */
	public ConnectionCounts counts() {
		return this.repository.counts();
	}

	/**
	 * Delete a user's connection with its tokens and everything that hangs on it; nothing
	 * happens if there is none.
	 * @param principalName the name of the user's connection
	 */
	public void disconnect(String principalName) {
		if (this.repository.delete(REGISTRATION_ID, principalName)) {
			logger.info("Disconnected [" + principalName + "]");
			SecurityEvent.success(Type.DISCONNECTED).by(principalName).publish(this.events);
		}
	}

}
