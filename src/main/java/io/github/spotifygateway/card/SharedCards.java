package io.github.spotifygateway.card;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.spotifygateway.card.CardRepository.Shared;

import org.springframework.http.MediaType;

/**
 * Cards as everyone sees them who has their address. However often one is asked for, it
 * is looked up and drawn once a second; and Spotify is never asked for it. Few threads
 * draw, and only what exists: addresses without a card take no place from the others.
 */
final class SharedCards {

	private static final Duration REMEMBERED = Duration.ofSeconds(1);

	private static final long MOST_BYTES = 16 * 1024 * 1024;

	private static final int LEAST_WEIGHT = 200;

	private static final MediaType SVG = new MediaType("image", "svg+xml");

	private final CardRepository repository;

	private final Snapshots snapshots;

	private final Covers covers;

	private final Executor executor;

	private final InstantSource clock;

	/** A revoked card is asked for in vain as soon as it is forgotten here. */
	private final Cache<String, Optional<Shared>> found = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.maximumWeight(MOST_BYTES)
		.weigher((String hash, Optional<Shared> shared) -> LEAST_WEIGHT
				+ shared.map(Shared::snapshot).map(String::length).orElse(0))
		.build();

	private final AsyncCache<Address, Rendition> renditions = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.maximumWeight(MOST_BYTES)
		.weigher((Address address, Rendition rendition) -> LEAST_WEIGHT + rendition.bytes().length)
		.buildAsync();

	SharedCards(CardRepository repository, Snapshots snapshots, Covers covers, Executor executor, InstantSource clock) {
		this.repository = repository;
		this.snapshots = snapshots;
		this.covers = covers;
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * Find a card.
	 * @param secret what its address says
	 * @param format what it is asked for as
	 * @return the card, unless there is none at this address
	 * @throws java.util.concurrent.RejectedExecutionException if too many are being drawn
	 */
	Optional<Rendition> find(String secret, CardFormat format) {
		return CardSecret.parse(secret)
			.map((parsed) -> HexFormat.of().formatHex(parsed.hash()))
			.flatMap((hash) -> find(hash).map((shared) -> render(new Address(hash, format), shared)));
	}

	private Optional<Shared> find(String hash) {
		return this.found.get(hash, (key) -> this.repository.find(HexFormat.of().parseHex(key)));
	}

	private Rendition render(Address address, Shared shared) {
		try {
			return this.renditions.get(address, (key, ignored) -> draw(shared, key.format())).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

	private CompletableFuture<Rendition> draw(Shared shared, CardFormat format) {
		return CompletableFuture.supplyAsync(() -> content(shared), this.executor)
			.thenCompose((content) -> (format == CardFormat.JSON)
					? CompletableFuture
						.completedFuture(Rendition.of(MediaType.APPLICATION_JSON, JsonCard.write(content)))
					: draw(shared.card(), content));
	}

	private CompletableFuture<Rendition> draw(Card card, CardContent content) {
		return this.covers.get(content.cover())
			.thenApplyAsync((cover) -> Rendition.of(SVG,
					SvgCard.draw(content, card.theme(), card.layout(), cover.orElse(null))), this.executor);
	}

	private CardContent content(Shared shared) {
		// to the second, so that what has not changed looks the same
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		return CardContent.of(shared.card(), this.snapshots.read(shared).orElse(null), now);
	}

	/**
	 * What is asked for, without the secret.
	 */
	private record Address(String hash, CardFormat format) {
	}

}
