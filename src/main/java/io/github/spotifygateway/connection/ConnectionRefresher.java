package io.github.spotifygateway.connection;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.github.spotifygateway.connection.StoredConnection.Tokens;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/**
 * Refreshes a connection's tokens. In one process all callers of a connection share one
 * refresh, which goes on and is saved even when the callers that asked for it are gone.
 */
final class ConnectionRefresher {

	private static final Log logger = LogFactory.getLog(ConnectionRefresher.class);

	private final ConnectionRepository repository;

	private final TokenEndpoint tokenEndpoint;

	private final Clock clock;

	private final Executor executor;

	private final Map<String, CompletableFuture<StoredConnection>> running = new ConcurrentHashMap<>();

	ConnectionRefresher(ConnectionRepository repository, TokenEndpoint tokenEndpoint, Clock clock, Executor executor) {
		this.repository = repository;
		this.tokenEndpoint = tokenEndpoint;
		this.clock = clock;
		this.executor = executor;
	}

	/**
	 * Refresh, or wait for the refresh that is running.
	 * @param connection the connection to refresh
	 * @param registration its client registration
	 * @return the connection with a fresh access token
	 * @throws ReauthorizationRequiredException if Spotify ended the grant
	 * @throws TokenEndpointException if Spotify could not be asked
	 */
	StoredConnection refresh(Connection connection, ClientRegistration registration) {
		CompletableFuture<StoredConnection> refresh = this.running.computeIfAbsent(connection.id(),
				(id) -> CompletableFuture.supplyAsync(() -> refreshCurrent(connection, registration), this.executor));
		try {
			return refresh.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
		finally {
			this.running.remove(connection.id(), refresh);
		}
	}

	private StoredConnection refreshCurrent(Connection connection, ClientRegistration registration) {
		StoredConnection current = reread(connection);
		if (current.hasFreshAccessToken(this.clock.instant())) {
			return current;
		}
		OAuth2RefreshToken refreshToken = current.refreshToken();
		if (refreshToken == null) {
			return quarantine(current);
		}
		try {
			return save(current, this.tokenEndpoint
				.refresh(new OAuth2RefreshTokenGrantRequest(registration, current.accessToken(), refreshToken)));
		}
		catch (OAuth2AuthorizationException ex) {
			if (OAuth2ErrorCodes.INVALID_GRANT.equals(ex.getError().getErrorCode())) {
				return quarantine(current);
			}
			TokenEndpointException failure = new TokenEndpointException(registration.getRegistrationId(), ex);
			logger.warn("Spotify's token endpoint did not refresh connection " + connection.id() + " ["
					+ (failure.isClientRefused() ? "client refused" : "no usable answer") + "]; the grant is kept");
			throw failure;
		}
	}

	private StoredConnection save(StoredConnection current, OAuth2AccessTokenResponse response) {
		Tokens tokens = Tokens.of(response.getAccessToken(), response.getRefreshToken(), this.clock.instant());
		this.repository.saveRefreshed(current, tokens, response.getAccessToken().getScopes());
		// what is stored counts, be it these tokens or those of a writer that was faster
		return reread(current.connection());
	}

	/**
	 * Give up a grant that Spotify calls invalid, unless its row has changed meanwhile.
	 */
	private StoredConnection quarantine(StoredConnection current) {
		Connection connection = current.connection();
		if (this.repository.markReauthorize(current)) {
			logger.warn("Spotify ended the grant of connection " + connection.id() + "; its user must sign in again");
		}
		return reread(connection);
	}

	private StoredConnection reread(Connection connection) {
		String registrationId = connection.registrationId();
		return this.repository.find(registrationId, connection.principalName())
			.filter((stored) -> stored.connection().state() == ConnectionState.CONNECTED)
			.orElseThrow(() -> new ReauthorizationRequiredException(registrationId));
	}

}
