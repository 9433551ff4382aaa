package io.github.spotifygateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.github.spotifygateway.access.ApiTokenRepository.Owned;
import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.transaction.TransactionException;

/**
 * Makes, lists, recognizes and revokes API tokens.
 */
final class ApiTokens {

	/** How many live tokens a user may have. */
	static final int MOST = 20;

	/** How long a token lives when nobody says otherwise. */
	static final int DEFAULT_DAYS = 90;

	private static final Log logger = LogFactory.getLog(ApiTokens.class);

	private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(5);

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
	Minted mint(String principalName, String name, Set<ApiTokenScope> scopes, int days) {
		return mintFor(connectionId(principalName), name, scopes, days);
	}

	/**
	 * Make a token for the user of a connection.
	 * @throws TooManyApiTokensException if the user has as many as allowed
	 */
	Minted mintFor(String connectionId, String name, Set<ApiTokenScope> scopes, int days) {
		Instant now = this.clock.instant();
		this.repository.deleteExpired(connectionId, now);
		ApiTokenValue value = ApiTokenValue.generate();
		ApiToken token = new ApiToken(UUID.randomUUID().toString(), name, value.hint(), scopes,
				now.truncatedTo(ChronoUnit.MILLIS), now.plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS),
				null);
		if (!this.repository.insertUnlessFull(token, value.hash(), connectionId, MOST)) {
			throw new TooManyApiTokensException();
		}
		logger.info("Made API token " + token.id() + " of connection " + connectionId);
		return new Minted(token, value);
	}

	/**
	 * Require that a user can have one more token.
	 * @return the id of the user's connection
	 * @throws TooManyApiTokensException if the user has as many as allowed
	 */
	String requireRoom(String principalName) {
		String connectionId = connectionId(principalName);
		if (this.repository.findLive(connectionId, this.clock.instant()).size() >= MOST) {
			throw new TooManyApiTokensException();
		}
		return connectionId;
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
	 * Revoke all tokens of a user.
	 */
	void revokeAll(String principalName) {
		String connectionId = connectionId(principalName);
		int revoked = this.repository.deleteAll(connectionId);
		logger.info("Revoked all " + revoked + " API tokens of connection " + connectionId);
	}

	/**
	 * Recognize a token that a request brought, and take note of its use.
	 * @return the token and its owner, unless it is unknown, expired or revoked
	 */
	Optional<Owned> authenticate(String text) {
		Instant now = this.clock.instant();
		Optional<Owned> owned = ApiTokenValue.parse(text)
			.flatMap((value) -> this.repository.findLive(value.hash(), now));
		owned.ifPresent((found) -> noteUse(found.token(), now));
		return owned;
	}

	private void noteUse(ApiToken token, Instant now) {
		Instant before = now.minus(USE_NOTED_EVERY);
		if (token.lastUsedAt() != null && !token.lastUsedAt().isBefore(before)) {
			return;
		}
		try {
			this.repository.noteUse(token.id(), now, before);
		}
		catch (DataAccessException | TransactionException ex) {
			// the call itself can do without
			logger.debug("Use of API token " + token.id() + " was not noted");
		}
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
