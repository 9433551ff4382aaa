package io.github.spotifygateway.web;

import java.time.Duration;
import java.util.OptionalLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/**
 * How often each of many may do something: a number of times at once, and again as time
 * gives it back bit by bit. It is kept in this node's memory, for a bounded number of
 * those who came last.
 */
public final class Allowance {

	private static final long REMEMBERED = 10_000;

	private final Cache<String, Bucket> buckets;

	private final int most;

	private final Duration period;

	/**
	 * Create an allowance.
	 * @param most how often at once, and how often in a period
	 * @param period time that gives back everything
	 */
	public Allowance(int most, Duration period) {
		this.most = most;
		this.period = period;
		this.buckets = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(period).build();
	}

	/**
	 * Use it once.
	 * @param who whose allowance it is
	 * @return nothing if there was some left, else the seconds until there is
	 */
	public OptionalLong use(String who) {
		ConsumptionProbe probe = bucket(who).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? OptionalLong.empty()
				: OptionalLong.of(Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
	}

	/**
	 * Use it once.
	 * @param who whose allowance it is
	 * @throws TooOftenException if there was nothing left
	 */
	public void require(String who) {
		use(who).ifPresent((seconds) -> {
			throw new TooOftenException(seconds);
		});
	}

	/**
	 * Give back what was used for something that does not count.
	 * @param who whose allowance it is
	 */
	public void giveBack(String who) {
		bucket(who).addTokens(1);
	}

	private Bucket bucket(String who) {
		return this.buckets.get(who, (key) -> newBucket());
	}

	private Bucket newBucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.most).refillGreedy(this.most, this.period))
			.build();
	}

}
