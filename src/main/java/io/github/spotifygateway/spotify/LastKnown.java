package io.github.spotifygateway.spotify;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.spotifygateway.connection.Connection;

/**
 * What Spotify last said to each user, for the time in which it takes no calls. Kept in
 * the memory of this node for a day, and given only for the connection that got it.
 *
 * @param <T> the type of what is kept
 */
public final class LastKnown<T> {

	private static final int MOST = 10_000;

	private static final Duration LIFETIME = Duration.ofDays(1);

	private final Cache<String, T> values = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).build();

	/**
	 * Ask Spotify, or during a cool-down the memory.
	 * @param connection the grant Spotify is asked with
	 * @param call asks Spotify
	 * @param toStale marks what comes from the memory
	 * @return what Spotify says or last said
	 * @throws SpotifyException if Spotify fails in another way, or has said nothing yet
	 */
	public T get(Connection connection, Supplier<T> call, UnaryOperator<T> toStale) {
		try {
			T value = call.get();
			// to write the same again would make those that ask wait for each other
			if (this.values.getIfPresent(connection.id()) != value) {
				this.values.put(connection.id(), value);
			}
			return value;
		}
		catch (SpotifyException ex) {
			T last = ex.isCoolDown() ? this.values.getIfPresent(connection.id()) : null;
			if (last == null) {
				throw ex;
			}
			return toStale.apply(last);
		}
	}

}
