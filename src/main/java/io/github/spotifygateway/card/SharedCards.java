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
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.spotifygateway.card.CardRepository.Shared;

import org.springframework.http.MediaType;

/**
 * Cards as everyone sees them who has their address. However often one is asked for, it
 * is looked up and drawn once a second, by few threads; and Spotify is never asked for
 * it.
 */
final class SharedCards {

	private static final Duration REMEMBERED = Duration.ofSeconds(1);

	private static final long MOST_BYTES = 16 * 1024 * 1024;

	private static final int UNKNOWN_WEIGHT = 200;

	private static final MediaType SVG = new MediaType("image", "svg+xml");

	private final CardRepository repository;

	private final Snapshots snapshots;

	private final Covers covers;

	private final Executor executor;

	private final InstantSource clock;

	private final AsyncCache<Address, Optional<Rendition>> renditions = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.maximumWeight(MOST_BYTES)
		.weigher((Address address,
				Optional<Rendition> rendition) -> rendition.map((one) -> one.bytes().length).orElse(0) + UNKNOWN_WEIGHT)
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
		return CardSecret.parse(secret).flatMap((parsed) -> {
			Address address = new Address(HexFormat.of().formatHex(parsed.hash()), format);
			try {
				return this.renditions.get(address, (key, ignored) -> load(key)).join();
			}
			catch (CompletionException ex) {
				throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
			}
		});
	}

	private CompletableFuture<Optional<Rendition>> load(Address address) {
		byte[] hash = HexFormat.of().parseHex(address.hash());
		return CompletableFuture.supplyAsync(() -> this.repository.find(hash), this.executor)
			.thenCompose((found) -> found.map((shared) -> render(shared, address.format()))
				.orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
	}

	private CompletableFuture<Optional<Rendition>> render(Shared shared, CardFormat format) {
		Card card = shared.card();
		// to the second, so that what has not changed looks the same
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		CardContent content = CardContent.of(card, this.snapshots.read(shared).orElse(null), now);
		if (format == CardFormat.JSON) {
			return CompletableFuture
				.completedFuture(Optional.of(Rendition.of(MediaType.APPLICATION_JSON, JsonCard.write(content))));
		}
		return this.covers.get(content.cover())
			.thenApplyAsync(
					(cover) -> Optional
						.of(Rendition.of(SVG, SvgCard.draw(content, card.theme(), card.layout(), cover.orElse(null)))),
					this.executor);
	}

	/**
	 * What is asked for, without the secret.
	 */
	private record Address(String hash, CardFormat format) {
	}

}
