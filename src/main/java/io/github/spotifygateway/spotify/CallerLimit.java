package io.github.spotifygateway.spotify;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;

/**
 * Each caller's share of the calls to Spotify, which limits all of them together: a noisy
 * caller is held back before it spends what the others need. Counted are calls that leave
 * this node, however many callers one of them serves.
 *
 * @see <a href=
 * "https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 * header fields for HTTP</a>
 */
public final class CallerLimit {

	private static final int MOST_CALLERS = 100_000;

	private final CallerLimitProperties properties;

	private final Cache<String, Share> shares;

	CallerLimit(CallerLimitProperties properties) {
		this.properties = properties;
		this.shares = Caffeine.newBuilder()
			.maximumSize(MOST_CALLERS)
			.expireAfterAccess(properties.period().multipliedBy(2))
			.build();
	}

	/**
	 * Take one call out of a caller's share.
	 * @return what to release when the call is over
	 * @throws CallerLimitException if there is none left
	 */
	Semaphore take(String principalName) {
		Share share = share(principalName);
		if (!share.inFlight().tryAcquire()) {
			throw new CallerLimitException(Duration.ofSeconds(1));
		}
		ConsumptionProbe probe = share.bucket().tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			share.inFlight().release();
			throw new CallerLimitException(seconds(probe.getNanosToWaitForRefill()));
		}
		return share.inFlight();
	}

	/**
	 * Tell a caller its share.
	 * @param principalName the caller, as Spring Security names the principal
	 * @param headers takes name and value of each header of the answer
	 */
	public void describe(String principalName, BiConsumer<String, String> headers) {
		EstimationProbe probe = share(principalName).bucket().estimateAbilityToConsume(1);
		long reset = probe.canBeConsumed() ? this.properties.period().toSeconds()
				: seconds(probe.getNanosToWaitForRefill()).toSeconds();
		headers.accept("RateLimit-Policy",
				"\"caller\";q=" + this.properties.calls() + ";w=" + this.properties.period().toSeconds());
		headers.accept("RateLimit", "\"caller\";r=" + probe.getRemainingTokens() + ";t=" + reset);
	}

	private Share share(String principalName) {
		return this.shares.get(principalName, (absent) -> new Share(bucket(), new Semaphore(this.properties.atOnce())));
	}

	private Bucket bucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.properties.calls())
				.refillGreedy(this.properties.calls(), this.properties.period()))
			.build();
	}

	private static Duration seconds(long nanos) {
		return Duration.ofSeconds(TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
	}

	private record Share(Bucket bucket, Semaphore inFlight) {
	}

}
