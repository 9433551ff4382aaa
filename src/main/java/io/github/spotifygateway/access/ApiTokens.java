package io.github.spotifygateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.spotifygateway.access.ApiTokenRepository.Owned;
import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;
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

	/** What is revoked when all of a user's tokens are. */
	private static final String ALL = "all";

	private static final Log logger = LogFactory.getLog(ApiTokens.class);

	private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(5);

	private static final int MOST_NOTED = 10_000;

	private final ApiTokenRepository repository;

	private final Connections connections;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	/** So that calls made at once do not wait for each other to write the same row. */
	private final Cache<String, Instant> noted = Caffeine.newBuilder()
		.maximumSize(MOST_NOTED)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	ApiTokens(ApiTokenRepository repository, Connections connections, Clock clock, ApplicationEventPublisher events) {
		this.repository = repository;
		this.connections = connections;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Make a token for a user.
	 * @throws TooManyApiTokensException if the user has as many as allowed
	 * @throws ClientAuthorizationRequiredException if the user has no connection
	 */
	Minted mint(String principalName, String name, Set<ApiTokenScope> scopes, int days) {
		return mintFor(connectionId(principalName), name, scopes, days, () -> true).orElseThrow();
	}

	/**
	 * Make a token for the user of a connection in exchange for something: it is given up
	 * and the token is there, or neither.
	 * @param exchange gives it up, {@code false} if it is no longer there
	 * @return nothing if there was nothing to give up
	 * @throws TooManyApiTokensException if the user has as many as allowed
	 */
	Optional<Minted> mintFor(String connectionId, String name, Set<ApiTokenScope> scopes, int days,
			BooleanSupplier exchange) {
		Minted minted = generate(name, scopes, days);
		if (!this.repository.changeAlone(connectionId, () -> exchange.getAsBoolean() && insert(minted, connectionId))) {
			return Optional.empty();
		}
		logger.info("Made API token " + minted.token().id() + " of connection " + connectionId);
		SecurityEvent.success(Type.API_TOKEN_MINTED)
			.by(this.repository.findOwner(connectionId).orElse(null))
			.about(minted.token().id())
			.publish(this.events);
		return Optional.of(minted);
	}

	private Minted generate(String name, Set<ApiTokenScope> scopes, int days) {
		Instant now = this.clock.instant();
		ApiTokenValue value = ApiTokenValue.generate();
		ApiToken token = new ApiToken(UUID.randomUUID().toString(), name, value.hint(), scopes,
				now.truncatedTo(ChronoUnit.MILLIS), now.plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS),
				null);
		return new Minted(token, value);
	}

	private boolean insert(Minted minted, String connectionId) {
		this.repository.deleteExpired(connectionId, minted.token().createdAt());
		requireRoomOf(connectionId);
		this.repository.insert(minted.token(), minted.value().hash(), connectionId);
		return true;
	}

	/**
	 * Require that a user can have one more token.
	 * @return the id of the user's connection
	 * @throws TooManyApiTokensException if the user has as many as allowed
	 */
	String requireRoom(String principalName) {
		String connectionId = connectionId(principalName);
		requireRoomOf(connectionId);
		return connectionId;
	}

	private void requireRoomOf(String connectionId) {
		if (this.repository.findLive(connectionId, this.clock.instant()).size() >= MOST) {
			throw new TooManyApiTokensException();
		}
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
			SecurityEvent.success(Type.API_TOKEN_REVOKED).by(principalName).about(id).publish(this.events);
		}
	}

	/**
	 * Revoke all tokens of a user, those too that an approved device has not fetched yet.
	 */
	void revokeAll(String principalName) {
		String connectionId = connectionId(principalName);
		if (this.repository.deleteAll(connectionId)) {
			logger.info("Revoked all API tokens of connection " + connectionId);
			SecurityEvent.success(Type.API_TOKEN_REVOKED).by(principalName).about(ALL).publish(this.events);
		}
	}

	/**
	 * Recognize a token that a request brought, and take note of its use.
	 * @return the token and its owner, unless it is unknown, expired or revoked
	 */
	Optional<Owned> authenticate(String text) {
		Instant now = this.clock.instant();
		Optional<Owned> owned = ApiTokenValue.parse(text)
			.flatMap((value) -> this.repository.findLive(value.hash(), now));
		owned.ifPresent((found) -> {
			found.connection().keep();
			noteUse(found.token(), now);
		});
		return owned;
	}

	private void noteUse(ApiToken token, Instant now) {
		Instant before = now.minus(USE_NOTED_EVERY);
		if (token.lastUsedAt() != null && !token.lastUsedAt().isBefore(before)) {
			return;
		}
		if (this.noted.asMap().putIfAbsent(token.id(), now) != null) {
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
