package io.github.spotifygateway.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;

/**
 * Makes, lists, recognizes and revokes API tokens.
 */
final class ApiTokens {

	/** How many live tokens a user may have. */
	static final int MOST = 20;

	private static final Log logger = LogFactory.getLog(ApiTokens.class);

	private static final Set<String> SCOPES = Set.of("read");

	private final ApiTokenRepository repository;

	private final Connections connections;

	private final Clock clock;

	ApiTokens(ApiTokenRepository repository, Connections connections, Clock clock) {
		this.repository = repository;
		this.connections = connections;
		this.clock = clock;
	}

	/**
	 * Make a token for a user.
	 * @throws TooManyApiTokensException if the user has as many as allowed
	 * @throws ClientAuthorizationRequiredException if the user has no connection
	 */
	Minted mint(String principalName, String name, int days) {
		String connectionId = connectionId(principalName);
		Instant now = this.clock.instant();
		this.repository.deleteExpired(connectionId, now);
		ApiTokenValue value = ApiTokenValue.generate();
		ApiToken token = new ApiToken(UUID.randomUUID().toString(), name, value.hint(), SCOPES,
				now.truncatedTo(ChronoUnit.MILLIS), now.plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS));
		if (!this.repository.insertUnlessFull(token, value.hash(), connectionId, MOST)) {
			throw new TooManyApiTokensException();
		}
		logger.info("Made API token " + token.id() + " of connection " + connectionId);
		return new Minted(token, value);
	}

	List<ApiToken> list(String principalName) {
		return this.repository.findLive(connectionId(principalName), this.clock.instant());
	}

	/**
	 * Revoke a token; nothing happens if the user has no such token.
	 */
	void revoke(String principalName, String id) {
		String connectionId = connectionId(principalName);
		if (this.repository.delete(id, connectionId)) {
			logger.info("Revoked API token " + id + " of connection " + connectionId);
		}
	}

	/**
	 * Recognize a token that a request brought.
	 * @return the token and its owner, unless it is unknown, expired or revoked
	 */
	Optional<ApiTokenRepository.Owned> authenticate(String text) {
		return ApiTokenValue.parse(text)
			.flatMap((value) -> this.repository.findLive(value.hash(), this.clock.instant()));
	}

	private String connectionId(String principalName) {
		return this.connections.find(principalName)
			.map(Connection::id)
			.orElseThrow(() -> new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID));
	}

	/**
	 * A new token with its secret.
	 */
	record Minted(ApiToken token, ApiTokenValue value) {
	}

}
