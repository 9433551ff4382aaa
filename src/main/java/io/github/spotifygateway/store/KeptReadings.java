package io.github.spotifygateway.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Spares a database the same query again and again, as far as nobody can tell: only what
 * no other process can change is kept, until this one changes anything. A reading older
 * than a second is not relied on in any case; from half a second on, one of those who ask
 * reads anew while the others need not wait.
 *
 * @param <K> the type of what is asked for
 * @param <V> the type of what is found
 */
public final class KeptReadings<K, V> {

	private static final int MOST = 1_000;

	private static final Duration LONGEST = Duration.ofSeconds(1);

	private static final Duration YOUNG = LONGEST.dividedBy(2);

	private final @Nullable OwnChanges changes;

	private final Ticker ticker;

	private final Cache<K, Reading<V>> readings;

	KeptReadings(@Nullable OwnChanges changes) {
		this(changes, Ticker.systemTicker());
	}

	KeptReadings(@Nullable OwnChanges changes, Ticker ticker) {
		this.changes = changes;
		this.ticker = ticker;
		this.readings = Caffeine.newBuilder()
			.maximumSize(MOST)
			.expireAfterWrite(LONGEST)
			.ticker(ticker)
			// also when nobody asks: readings may hold secrets
			.scheduler(Scheduler.systemScheduler())
			.build();
	}

	/**
	 * Find what a query would find now.
	 * @param key what is asked for
	 * @param query asks the database
	 * @return what was found; that there is nothing is not kept
	 */
	public Optional<V> find(K key, Supplier<Optional<V>> query) {
		// in a transaction one sees what others must not
		if (this.changes == null || TransactionSynchronizationManager.isActualTransactionActive()) {
			return query.get();
		}
		long count = this.changes.count();
		Reading<V> kept = this.readings.getIfPresent(key);
		if (kept != null && kept.count() == count && isGood(kept)) {
			return Optional.of(kept.value());
		}
		long time = this.ticker.read();
		Optional<V> found = query.get();
		found.ifPresentOrElse((value) -> this.readings.put(key, new Reading<>(value, count, time, new AtomicBoolean())),
				() -> this.readings.invalidate(key));
		return found;
	}

	private boolean isGood(Reading<V> reading) {
		long age = this.ticker.read() - reading.time();
		return age < YOUNG.toNanos() || (age < LONGEST.toNanos() && reading.isReadAnew());
	}

	/**
	 * Take note of a change that was not made by the {@link GatewayDatabase#jdbc()
	 * client} of the gateway, after it was made.
	 */
	public void noteChange() {
		if (this.changes != null) {
			this.changes.note();
		}
	}

	/**
	 * What was found, how many changes there had been before, when that was, and whether
	 * somebody reads it anew.
	 */
	private record Reading<V>(V value, long count, long time, AtomicBoolean renewed) {

		/**
		 * Whether somebody else does already.
		 */
		private boolean isReadAnew() {
			return !this.renewed.compareAndSet(false, true);
		}

	}

}
