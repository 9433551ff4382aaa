package io.github.spotifygateway.jwt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
 * minute: whoever invents key ids does not make the gateway flood the issuer. Until the
 * next fetch such a token is neither good nor bad; after one that did not bring its key,
 * it is bad until there may be another. While the issuer is away, the keys it last named
 * stay good. Only calls whose token cannot be judged without new keys wait for a fetch,
 * and only some of them.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

	/** Least time between two fetches. */
	static final Duration PAUSE = Duration.ofSeconds(30);

	/** The same as long as there are no keys at all. */
	static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

	/** Time after which the keys are fetched again. */
	static final Duration LIFETIME = Duration.ofMinutes(5);

	/** How long a call waits for keys without which its token cannot be judged. */
	static final Duration PATIENCE = Duration.ofSeconds(3);

	/** Calls that wait at the same time; whoever comes then is sent away at once. */
	private static final int MOST_WAITING = 20;

	/** Key ids that are remembered because the issuer did not have them. */
	private static final int MOST_LOOKED_FOR = 1_000;

	private static final Log logger = LogFactory.getLog(IssuerKeys.class);

	private final Fetch fetch;

	private final Executor executor;

	private final InstantSource clock;

	private final Duration patience;

	private final Semaphore waiting = new Semaphore(MOST_WAITING);

	private final AtomicReference<@Nullable CompletableFuture<Void>> underWay = new AtomicReference<>();

	private final AtomicReference<Kept> kept = new AtomicReference<>(new Kept(null, Instant.MIN, Instant.MIN, 0));

	/** By key id, how many fetches had brought keys when it was first looked for. */
	private final Cache<String, Integer> lookedFor = Caffeine.newBuilder()
		.maximumSize(MOST_LOOKED_FOR)
		.expireAfterAccess(LIFETIME)
		.build();

	/**
	 * Create them.
	 * @param executor fetches, so that no request does
	 */
	IssuerKeys(Fetch fetch, Executor executor, InstantSource clock, Duration patience) {
		this.fetch = fetch;
		this.executor = executor;
		this.clock = clock;
		this.patience = patience;
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeyNotKnownException {
		Kept before = known();
		if (select(selector, before).isEmpty()) {
			int fetches = fetchesBeforeFirstLook(selector, before);
			await(renew());
			if (known().mayLack(selector) && !known().isFetchedSince(fetches)) {
				throw notKnown("The issuer's keys could not be fetched again yet", null);
			}
		}
		else if (before.isOld(this.clock.instant())) {
			renew();
		}
		return select(selector, known());
	}

	private int fetchesBeforeFirstLook(JWKSelector selector, Kept before) {
		Set<String> names = Objects.requireNonNullElse(selector.getMatcher().getKeyIDs(), Set.of());
		return names.stream()
			.mapToInt((name) -> this.lookedFor.get(name, (absent) -> before.fetches()))
			.max()
			.orElse(before.fetches());
	}

	private Kept known() {
		return Objects.requireNonNull(this.kept.get());
	}

	/**
	 * Fetch the keys unless somebody does or that was tried lately.
	 * @return what ends with the fetch
	 */
	private CompletableFuture<Void> renew() {
		CompletableFuture<Void> own = new CompletableFuture<>();
		CompletableFuture<Void> others = this.underWay.compareAndExchange(null, own);
		if (others != null) {
			return others;
		}
		if (known().mayFetch(this.clock.instant())) {
			begin(own);
		}
		else {
			end(own);
		}
		return own;
	}

	private void begin(CompletableFuture<Void> own) {
		try {
			this.executor.execute(() -> {
				this.kept.set(fetch(known()));
				end(own);
			});
		}
		catch (RejectedExecutionException ex) {
			end(own);
		}
	}

	private void end(CompletableFuture<Void> own) {
		this.underWay.set(null);
		own.complete(null);
	}

	private Kept fetch(Kept before) {
		try {
			JWKSet keys = this.fetch.keys();
			Instant now = this.clock.instant();
			return new Kept(keys, now, now, before.fetches() + 1);
		}
		catch (Exception ex) {
			logger.warn("The issuer's keys cannot be fetched [" + ex.getClass().getSimpleName() + "]");
			return new Kept(before.keys(), before.fetchedAt(), this.clock.instant(), before.fetches());
		}
	}

	private void await(CompletableFuture<Void> renewal) throws KeyNotKnownException {
		if (renewal.isDone()) {
			return;
		}
		if (!this.waiting.tryAcquire()) {
			throw notKnown("Too many wait for the issuer's keys", null);
		}
		try {
			renewal.get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw notKnown("Interrupted while waiting for the issuer's keys", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw notKnown("The issuer does not answer in time", ex);
		}
		finally {
			this.waiting.release();
		}
	}

	private KeyNotKnownException notKnown(String message, @Nullable Exception cause) {
		long seconds = (known().untilNextFetch(this.clock.instant()).toMillis() + 999) / 1000;
		return new KeyNotKnownException(message, Duration.ofSeconds(Math.max(1, seconds)), cause);
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
	 * What is known, and how many fetches brought keys so far.
	 */
	private record Kept(@Nullable JWKSet keys, Instant fetchedAt, Instant triedAt, int fetches) {

		boolean isOld(Instant now) {
			return this.fetchedAt.isBefore(now.minus(LIFETIME));
		}

		boolean mayFetch(Instant now) {
			return this.triedAt.isBefore(now.minus(pause()));
		}

		/**
		 * Zero while a fetch is under way.
		 */
		Duration untilNextFetch(Instant now) {
			return mayFetch(now) ? Duration.ZERO : Duration.between(now, this.triedAt.plus(pause()));
		}

		/**
		 * Whether the issuer may have a key by now that is looked for and not here. One
		 * that is here and does not fit is no key of the token's, whatever else there is.
		 */
		boolean mayLack(JWKSelector selector) {
			Set<String> names = selector.getMatcher().getKeyIDs();
			JWKSet here = this.keys;
			return here == null
					|| (names != null && names.stream().noneMatch((name) -> here.getKeyByKeyId(name) != null));
		}

		/**
		 * Whether there were so many fetches and more, and the last one that was tried
		 * brought keys.
		 */
		boolean isFetchedSince(int before) {
			return this.fetches > before && this.fetchedAt.equals(this.triedAt);
		}

		private Duration pause() {
			return (this.keys != null) ? PAUSE : FIRST_PAUSE;
		}

	}

}
