package io.github.spotifygateway.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.spotifygateway.connection.StoredConnection.Tokens;
import io.github.spotifygateway.connection.TokenEndpointException.Reason;
import io.github.spotifygateway.web.SecurityEvent;
import io.github.spotifygateway.web.SecurityEvent.Type;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/**
 * Refreshes a connection's tokens, once, however many callers on however many nodes ask.
 * In a process all callers share one refresh, which goes on when they are gone; between
 * nodes the {@link RefreshLease} decides, and a write counts only for the version that
 * was read.
 */
final class ConnectionRefresher {

	private static final Log logger = LogFactory.getLog(ConnectionRefresher.class);

	private static final Duration SAVE_FOR = Duration.ofSeconds(30);

	private final ConnectionRepository repository;

	private final RefreshLease lease;

	private final TokenEndpoint tokenEndpoint;

	private final RefreshPauses pauses;

	private final EndedGrants endedGrants;

	private final InvalidGrantBreaker breaker;

	private final Duration patience;

	private final Clock clock;

	private final Executor executor;

	private final ApplicationEventPublisher events;

	private final ObservationRegistry observations;

	private final RetryTemplate saving = new RetryTemplate(RetryPolicy.builder()
		.includes(DataAccessException.class)
		.maxRetries(Long.MAX_VALUE)
		.timeout(SAVE_FOR)
		.delay(Duration.ofMillis(100))
		.multiplier(2)
		.maxDelay(Duration.ofSeconds(2))
		.build());

	private final Map<String, CompletableFuture<StoredConnection>> running = new ConcurrentHashMap<>();

	ConnectionRefresher(ConnectionRepository repository, RefreshLease lease, TokenEndpoint tokenEndpoint,
			EndedGrants endedGrants, InvalidGrantBreaker breaker, RefreshProperties properties, Clock clock,
			Executor executor, ApplicationEventPublisher events, ObservationRegistry observations) {
		this.repository = repository;
		this.lease = lease;
		this.tokenEndpoint = tokenEndpoint;
		this.endedGrants = endedGrants;
		this.breaker = breaker;
		this.pauses = new RefreshPauses(properties.pause(), clock);
		this.patience = properties.patience();
		this.clock = clock;
		this.executor = executor;
		this.events = events;
		this.observations = observations;
	}

	/**
	 * Get tokens newer than those a caller has seen, by a refresh of its own or by
	 * waiting for the one that is running here or on another node.
	 * @param seen the connection as the caller read it
	 * @param registration its client registration
	 * @return the connection with a fresh access token
	 * @throws ReauthorizationRequiredException if Spotify ended the grant
	 * @throws TokenEndpointException if Spotify could not be asked; nothing is lost
	 */
	StoredConnection refresh(StoredConnection seen, ClientRegistration registration) {
		StoredConnection refreshed = join(seen, registration);
		// the refresh that was running may have begun before the caller read what it has
		// seen
		return refreshed.isNewerThan(seen, this.clock.instant()) ? refreshed : join(seen, registration);
	}

	/**
	 * Begin a refresh, or join the one that is running here.
	 * @param seen the connection as it was read
	 * @param registration its client registration
	 * @return what {@link #refresh} waits for
	 */
	CompletableFuture<StoredConnection> start(StoredConnection seen, ClientRegistration registration) {
		String id = seen.connection().id();
		Instant giveUp = this.clock.instant().plus(this.patience);
		CompletableFuture<StoredConnection> refresh = this.running.computeIfAbsent(id,
				(key) -> lead(seen, registration, giveUp, this.executor));
		// whoever is still waiting then, one that has ended is no longer running
		return refresh.whenComplete((refreshed, ex) -> this.running.remove(id, refresh));
	}

	private StoredConnection join(StoredConnection seen, ClientRegistration registration) {
		return await(start(seen, registration), seen.connection());
	}

	private StoredConnection await(CompletableFuture<StoredConnection> refresh, Connection connection) {
		try {
			return refresh.get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new TokenEndpointException(connection.registrationId(), Reason.UNAVAILABLE, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TokenEndpointException(connection.registrationId(), Reason.UNAVAILABLE, ex);
		}
	}

	private CompletableFuture<StoredConnection> lead(StoredConnection seen, ClientRegistration registration,
			Instant giveUp, Executor when) {
		Observation asking = this.observations.getCurrentObservation();
		return CompletableFuture.supplyAsync(() -> attempt(seen, registration, asking), when)
			.thenCompose((refreshed) -> refreshed.map(CompletableFuture::completedFuture)
				.orElseGet(() -> leadLater(seen, registration, giveUp)));
	}

	/**
	 * Look again in a moment, without a thread that waits, while another node refreshes.
	 */
	private CompletableFuture<StoredConnection> leadLater(StoredConnection seen, ClientRegistration registration,
			Instant giveUp) {
		if (this.clock.instant().isAfter(giveUp)) {
			throw new TokenEndpointException(registration.getRegistrationId(), Reason.UNAVAILABLE, null);
		}
		long moment = ThreadLocalRandom.current().nextLong(25, 100);
		return lead(seen, registration, giveUp,
				CompletableFuture.delayedExecutor(moment, TimeUnit.MILLISECONDS, this.executor));
	}

	/**
	 * Find newer tokens or fetch them.
	 * @return the connection, unless another node has the lease
	 */
	private Optional<StoredConnection> attempt(StoredConnection seen, ClientRegistration registration,
			@Nullable Observation asking) {
		StoredConnection current = reread(seen);
		if (current.isNewerThan(seen, this.clock.instant())) {
			return Optional.of(current);
		}
		this.pauses.check(current.connection());
		return this.lease.take(current) ? Optional.of(observe(current, registration, asking)) : Optional.empty();
	}

	/**
	 * Measure a refresh, as part of the request that was first to ask for it.
	 */
	private StoredConnection observe(StoredConnection current, ClientRegistration registration,
			@Nullable Observation asking) {
		Observation observation = Observation.createNotStarted("spotify.gateway.refresh", this.observations)
			.parentObservation(asking)
			.contextualName("spotify refresh")
			.lowCardinalityKeyValue("outcome", "failed")
			.start();
		try {
			StoredConnection redeemed = redeem(current, registration);
			observation.lowCardinalityKeyValue("outcome", "refreshed");
			return redeemed;
		}
		catch (TokenEndpointException ex) {
			observation.lowCardinalityKeyValue("outcome", ex.getReason().code());
			throw ex;
		}
		catch (ReauthorizationRequiredException ex) {
			observation.lowCardinalityKeyValue("outcome", "grant-ended");
			throw ex;
		}
		finally {
			observation.stop();
		}
	}

	private StoredConnection redeem(StoredConnection current, ClientRegistration registration) {
		OAuth2RefreshToken refreshToken = current.refreshToken();
		if (refreshToken == null) {
			quarantine(current);
			return reread(current);
		}
		try {
			return save(current, this.tokenEndpoint
				.refresh(new OAuth2RefreshTokenGrantRequest(registration, current.accessToken(), refreshToken)));
		}
		catch (OAuth2AuthorizationException ex) {
			if (OAuth2ErrorCodes.INVALID_GRANT.equals(ex.getError().getErrorCode())) {
				return giveUp(current);
			}
			throw keep(current, Reason.of(ex), ex);
		}
	}

	/**
	 * Save before anyone gets the access token: the answer may hold the only refresh
	 * token that is still good, so a database that is away for a moment must not lose it.
	 */
	private StoredConnection save(StoredConnection current, OAuth2AccessTokenResponse response) {
		Tokens tokens = Tokens.of(response.getAccessToken(), response.getRefreshToken(), this.clock.instant());
		boolean saved = this.saving.invoke(() -> trySave(current, tokens, response.getAccessToken().getScopes()));
		if (!saved) {
			logger.warn(
					"Another node refreshed connection " + current.connection().id() + " meanwhile; its tokens count");
		}
		return reread(current);
	}

	/**
	 * After a pause that outlasted the lease another node may be asking with the old
	 * refresh token: what came of that must be known before these tokens can be dropped.
	 */
	private boolean trySave(StoredConnection current, Tokens tokens, Set<String> scopes) {
		boolean saved = this.repository.saveRefreshed(current, tokens, scopes, this.lease.owner());
		if (!saved && this.repository.isUnchanged(current)) {
			throw new CannotAcquireLockException("Another node has the lease of the connection");
		}
		return saved;
	}

	/**
	 * Give up a grant that Spotify calls invalid, unless its row has changed meanwhile or
	 * Spotify is in doubt.
	 */
	private StoredConnection giveUp(StoredConnection current) {
		if (!this.endedGrants.markInvalid(current, this.lease.owner())) {
			return reread(current);
		}
		boolean due = current.connection().reauthorizeBy().isBefore(this.clock.instant());
		if (!due && this.breaker.isOpen()) {
			this.breaker.takeBack();
			throw keep(current, Reason.GRANT_IN_DOUBT, null);
		}
		quarantine(current);
		return reread(current);
	}

	private void quarantine(StoredConnection current) {
		if (this.endedGrants.markReauthorize(current, this.lease.owner())) {
			logger.warn("Spotify ended the grant of connection " + current.connection().id()
					+ "; its user must sign in again");
			SecurityEvent.failure(Type.GRANT_ENDED, "invalid-grant")
				.by(current.connection().principalName())
				.about(current.connection().id())
				.publish(this.events);
		}
	}

	/**
	 * Nothing is known of the grant: leave it as it is, and Spotify alone for a moment.
	 */
	private TokenEndpointException keep(StoredConnection current, Reason reason,
			@Nullable OAuth2AuthorizationException ex) {
		Connection connection = current.connection();
		logger.warn("Spotify's token endpoint did not refresh connection " + connection.id() + " [" + reason
				+ "]; the grant is kept");
		SecurityEvent.failure(Type.REFRESH, reason.code())
			.by(connection.principalName())
			.about(connection.id())
			.publish(this.events);
		this.pauses.begin(connection, reason);
		this.lease.release(current);
		return new TokenEndpointException(connection.registrationId(), reason, ex);
	}

	private StoredConnection reread(StoredConnection stored) {
		Connection connection = stored.connection();
		return this.repository.findNow(connection.registrationId(), connection.principalName())
			.orElseThrow(() -> new ReauthorizationRequiredException(connection.registrationId()));
	}

}
