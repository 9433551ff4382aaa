package io.github.spotifygateway.spotify;

import java.time.Duration;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.spotify.SavedCalls.By;

/**
 * What Spotify said to each user within the last second, for the tabs and programs of one
 * user that ask at the same moment. Kept in the memory of this node, given only for the
 * connection that got it, and forgotten as soon as the user changes something.
 *
 * @param <T> the type of what is kept
 */
public final class RecentAnswers<T> {

	private static final int MOST = 10_000;

	private static final Duration LIFETIME = Duration.ofSeconds(1);

	private final CallerChanges changes;

	private final SavedCalls savedCalls;

	private final Cache<String, Answer<T>> answers;

	/**
	 * Begin with an empty memory.
	 * @param changes tells which answers are from before the user's last change
	 * @param savedCalls counts what came from the memory
	 */
	public RecentAnswers(CallerChanges changes, SavedCalls savedCalls) {
		this(changes, savedCalls, Ticker.systemTicker());
	}

	RecentAnswers(CallerChanges changes, SavedCalls savedCalls, Ticker ticker) {
		this.changes = changes;
		this.savedCalls = savedCalls;
		this.answers = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LIFETIME).ticker(ticker).build();
	}

	/**
	 * Ask Spotify, or the memory.
	 * @param connection the grant Spotify is asked with
	 * @param call asks Spotify
	 * @return what Spotify says, or said since the user's last change and not more than a
	 * second ago
	 * @throws SpotifyException if Spotify fails
	 */
	public T get(Connection connection, Supplier<T> call) {
		long change = this.changes.last(connection.principalName());
		Answer<T> recent = this.answers.getIfPresent(connection.id());
		if (recent != null && recent.change() == change) {
			this.savedCalls.count(By.MEMORY);
			return recent.value();
		}
		return ask(connection, change, call);
	}

	/**
	 * Ask Spotify, whatever is in the memory.
	 * @param connection the grant Spotify is asked with
	 * @param call asks Spotify
	 * @return what Spotify says, which others are told for a second
	 * @throws SpotifyException if Spotify fails
	 */
	public T renew(Connection connection, Supplier<T> call) {
		return ask(connection, this.changes.last(connection.principalName()), call);
	}

	/**
	 * Let the next who asks be told by Spotify.
	 * @param connectionId the grant whose answer is forgotten
	 */
	public void forget(String connectionId) {
		this.answers.invalidate(connectionId);
	}

	private T ask(Connection connection, long change, Supplier<T> call) {
		T value = call.get();
		this.answers.put(connection.id(), new Answer<>(value, change));
		return value;
	}

	/**
	 * An answer, and the user's last change before it was asked for.
	 */
	private record Answer<T>(T value, long change) {
	}

}
