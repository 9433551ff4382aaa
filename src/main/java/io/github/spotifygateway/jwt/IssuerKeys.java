package io.github.spotifygateway.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys. They are fetched with the first token, again every five minutes, and
 * at once when a token names a key that is not among them, but never twice within half a
 * minute: whoever invents key ids does not make the gateway flood the issuer. While the
 * issuer is away, those it last named stay good.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

	/** Least time between two fetches. */
	static final Duration PAUSE = Duration.ofSeconds(30);

	/** The same as long as there are no keys at all. */
	static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

	/** Time after which the keys are fetched again. */
	static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final Log logger = LogFactory.getLog(IssuerKeys.class);

	private final Fetch fetch;

	private final InstantSource clock;

	private final ReentrantLock fetching = new ReentrantLock();

	private final AtomicReference<Kept> kept = new AtomicReference<>(new Kept(null, Instant.MIN, Instant.MIN));

	IssuerKeys(Fetch fetch, InstantSource clock) {
		this.fetch = fetch;
		this.clock = clock;
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws RemoteKeySourceException {
		List<JWK> matches = select(selector, known());
		if (matches.isEmpty() || known().isOld(this.clock.instant())) {
			renew();
			matches = select(selector, known());
		}
		if (known().keys() == null) {
			throw new RemoteKeySourceException("The issuer's keys are not known yet", null);
		}
		return matches;
	}

	private Kept known() {
		return Objects.requireNonNull(this.kept.get());
	}

	/**
	 * Fetch the keys unless that was tried lately. Who has keys does not wait for another
	 * one who fetches them.
	 */
	private void renew() {
		if (known().keys() == null) {
			this.fetching.lock();
		}
		else if (!this.fetching.tryLock()) {
			return;
		}
		try {
			Kept before = known();
			Instant now = this.clock.instant();
			if (before.mayFetch(now)) {
				this.kept.set(fetch(before, now));
			}
		}
		finally {
			this.fetching.unlock();
		}
	}

	private Kept fetch(Kept before, Instant now) {
		try {
			return new Kept(this.fetch.keys(), now, now);
		}
		catch (Exception ex) {
			logger.warn("The issuer's keys cannot be fetched [" + ex.getClass().getSimpleName() + "]");
			return new Kept(before.keys(), before.fetchedAt(), now);
		}
	}

	private static List<JWK> select(JWKSelector selector, Kept kept) {
		return (kept.keys() != null) ? selector.select(kept.keys()) : List.of();
	}

	/**
	 * Asks the issuer.
	 */
	@FunctionalInterface
	interface Fetch {

		JWKSet keys() throws Exception;

	}

	/**
	 * What is known.
	 */
	private record Kept(@Nullable JWKSet keys, Instant fetchedAt, Instant triedAt) {

		boolean isOld(Instant now) {
			return this.fetchedAt.isBefore(now.minus(LIFETIME));
		}

		boolean mayFetch(Instant now) {
			return this.triedAt.isBefore(now.minus((this.keys != null) ? PAUSE : FIRST_PAUSE));
		}

	}

}
