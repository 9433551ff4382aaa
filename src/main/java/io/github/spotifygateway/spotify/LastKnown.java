package io.github.spotifygateway.spotify;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.connection.Connections;

import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;

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

	private final Connections connections;

	/**
	 * Create an empty memory.
	 * @param connections says which connection a user has
	 */
	public LastKnown(Connections connections) {
		this.connections = connections;
	}

	/**
	 * Ask Spotify, or during a cool-down the memory.
	 * @param principalName the user, as Spring Security names the principal
	 * @param call asks Spotify
	 * @param toStale marks what comes from the memory
	 * @return what Spotify says or last said
	 * @throws SpotifyException if Spotify fails in another way, or has said nothing yet
	 */
	public T get(String principalName, Supplier<T> call, UnaryOperator<T> toStale) {
		String connectionId = this.connections.find(principalName)
			.map(Connection::id)
			.orElseThrow(() -> new ClientAuthorizationRequiredException(Connections.REGISTRATION_ID));
		try {
			T value = call.get();
			this.values.put(connectionId, value);
			return value;
		}
		catch (SpotifyException ex) {
			T last = isCoolDown(ex.getError()) ? this.values.getIfPresent(connectionId) : null;
			if (last == null) {
				throw ex;
			}
			return toStale.apply(last);
		}
	}

	private static boolean isCoolDown(SpotifyError error) {
		return error == SpotifyError.RATE_LIMITED || error == SpotifyError.QUOTA_EXCEEDED;
	}

}
