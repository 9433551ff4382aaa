package io.github.spotifygateway.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

import io.github.spotifygateway.keys.DecryptionException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * Refreshes tokens a while before their end, so that no request waits for it: those of
 * connections that were used lately on this node, a few at a time and not all at once.
 */
final class RefreshAhead {

	private static final Duration PRECISION = Duration.ofSeconds(1);

	private final Map<String, Use> uses = new ConcurrentHashMap<>();

	private final ConnectionRepository repository;

	private final ClientRegistrationRepository registrations;

	private final ConnectionRefresher refresher;

	private final RefreshProperties.Ahead properties;

	private final Clock clock;

	private final Semaphore inFlight;

	RefreshAhead(ConnectionRepository repository, ClientRegistrationRepository registrations,
			ConnectionRefresher refresher, RefreshProperties.Ahead properties, Clock clock) {
		this.repository = repository;
		this.registrations = registrations;
		this.refresher = refresher;
		this.properties = properties;
		this.clock = clock;
		this.inFlight = new Semaphore(properties.maxInFlight());
	}

	/**
	 * Remember that a connection is in use.
	 */
	void used(StoredConnection connection) {
		Instant now = this.clock.instant();
		Use last = this.uses.get(connection.connection().id());
		if (last != null && isOf(connection, last) && last.at().plus(PRECISION).isAfter(now)) {
			// calls of one user at the same moment need not wait for each other
			return;
		}
		this.uses.compute(connection.connection().id(), (id, known) -> new Use(connection.connection(),
				connection.version(), isOf(connection, known) ? known.refreshAt() : refreshAt(connection), now));
	}

	/**
	 * Begin to refresh what is due.
	 */
	void refreshDue() {
		Instant now = this.clock.instant();
		Instant lately = now.minus(this.properties.usedWithin());
		this.uses.values().removeIf((use) -> use.at().isBefore(lately));
		this.uses.values().stream().filter((use) -> use.refreshAt().isBefore(now)).forEach(this::refresh);
	}

	private void refresh(Use use) {
		Connection connection = use.connection();
		ClientRegistration registration = this.registrations.findByRegistrationId(connection.registrationId());
		StoredConnection current = find(connection);
		if (registration == null || current == null) {
			this.uses.remove(connection.id());
		}
		else if (current.version() > use.version()) {
			// another node was faster
			renew(current);
		}
		else if (this.inFlight.tryAcquire()) {
			refresh(current, registration);
		}
	}

	private void refresh(StoredConnection current, ClientRegistration registration) {
		CompletableFuture.completedFuture(current)
			.thenCompose((connection) -> this.refresher.start(connection, registration))
			.whenComplete((refreshed, ex) -> {
				this.inFlight.release();
				if (refreshed != null) {
					renew(refreshed);
				}
			});
	}

	/**
	 * The connection as it is now, unless it cannot be used or is another one.
	 */
	private @Nullable StoredConnection find(Connection connection) {
		try {
			return this.repository.findNow(connection.registrationId(), connection.principalName())
				.filter((found) -> found.connection().id().equals(connection.id()))
				.orElse(null);
		}
		catch (DecryptionException ex) {
			// whoever asks for it next is told
			return null;
		}
	}

	private void renew(StoredConnection refreshed) {
		this.uses.computeIfPresent(refreshed.connection().id(),
				(id, known) -> new Use(refreshed.connection(), refreshed.version(), refreshAt(refreshed), known.at()));
	}

	/**
	 * A token that lives shorter than usual is not refreshed all the time.
	 */
	private Instant refreshAt(StoredConnection connection) {
		Instant end = connection.tokens().accessExpiresAt();
		Duration lifetime = Duration.between(connection.tokens().accessIssuedAt(), end);
		long before = Math.min(this.properties.before().toMillis(), lifetime.toMillis() / 4);
		return end.minusMillis(before + ThreadLocalRandom.current().nextLong(before / 2 + 1));
	}

	private static boolean isOf(StoredConnection connection, @Nullable Use use) {
		return use != null && use.version() == connection.version();
	}

	/**
	 * The last use of a connection.
	 */
	private record Use(Connection connection, long version, Instant refreshAt, Instant at) {
	}

}
