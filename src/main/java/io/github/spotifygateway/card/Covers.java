package io.github.spotifygateway.card;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;

/**
 * Fetches covers, each once for all who want it, and keeps some of them in memory. Never
 * fails: a cover that cannot be had is no cover, and is not asked for again for a while.
 */
final class Covers {

	private static final long MOST_CHARACTERS = 16 * 1024 * 1024;

	private static final int MISSING_WEIGHT = 200;

	private static final Duration KEPT = Duration.ofHours(1);

	private static final Duration MISSED = Duration.ofSeconds(30);

	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final ImageOrigins origins;

	private final CoverClient client;

	private final Executor executor;

	private final AsyncCache<URI, Optional<Cover>> covers = Caffeine.newBuilder()
		.maximumWeight(MOST_CHARACTERS)
		.weigher((URI address, Optional<Cover> cover) -> cover.map((one) -> one.dataUri().length())
			.orElse(MISSING_WEIGHT))
		.expireAfter(Expiry.creating((URI address, Optional<Cover> cover) -> cover.isPresent() ? KEPT : MISSED))
		.buildAsync();

	Covers(ImageOrigins origins, CoverClient client, Executor executor) {
		this.origins = origins;
		this.client = client;
		this.executor = executor;
	}

	/**
	 * Get a cover.
	 * @param address where it is
	 * @return the cover, soon; nothing if it is elsewhere than covers are, is no picture,
	 * or does not come in time
	 */
	CompletableFuture<Optional<Cover>> get(@Nullable String address) {
		return this.origins.allow(address)
			.map((uri) -> this.covers.get(uri, (key, ignored) -> fetch(key))
				.copy()
				.completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
			.orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
	}

	private CompletableFuture<Optional<Cover>> fetch(URI address) {
		try {
			return CompletableFuture.supplyAsync(() -> this.client.fetch(address), this.executor);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.completedFuture(Optional.empty());
		}
	}

}
