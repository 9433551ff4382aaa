package io.github.spotifygateway.spotify;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The last change each caller made at Spotify through this node, so that nothing older is
 * told afterwards. Remembered for a minute, which is longer than an answer to a read is.
 */
public final class CallerChanges {

	private static final int MOST = 10_000;

	private static final Duration LIFETIME = Duration.ofMinutes(1);

	private final AtomicLong latest = new AtomicLong();

	private final Cache<String, Long> changes = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfterWrite(LIFETIME)
		.build();

	/**
	 * Take note of a change, once Spotify has answered it.
	 * @param principalName the caller, as Spring Security names the principal
	 */
	public void note(String principalName) {
		this.changes.put(principalName, this.latest.incrementAndGet());
	}

	/**
	 * Tell a caller's last change from the one before.
	 * @param principalName the caller, as Spring Security names the principal
	 * @return a number that is another one after each change; 0 if there was none lately
	 */
	public long last(String principalName) {
		Long change = this.changes.getIfPresent(principalName);
		return (change != null) ? change : 0;
	}

}
