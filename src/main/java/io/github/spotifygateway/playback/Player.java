package io.github.spotifygateway.playback;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.spotifygateway.connection.Connection;
import io.github.spotifygateway.spotify.GrantedScopes;
import io.github.spotifygateway.spotify.LastKnown;
import io.github.spotifygateway.spotify.RecentAnswers;
import io.github.spotifygateway.spotify.SpotifyException;

/**
 * What users are listening to, asked of Spotify.
 */
public final class Player {

	private static final String READ_PLAYBACK_STATE = "user-read-playback-state";

	private final PlayerClient client;

	private final RecentAnswers<NowPlaying> recent;

	private final LastKnown<NowPlaying> lastKnown;

	private final List<PlaybackObserver> observers;

	private final InstantSource clock;

	private final NowPlayingMapper mapper = new NowPlayingMapper();

	Player(PlayerClient client, RecentAnswers<NowPlaying> recent, LastKnown<NowPlaying> lastKnown,
			List<PlaybackObserver> observers, InstantSource clock) {
		this.client = client;
		this.recent = recent;
		this.lastKnown = lastKnown;
		this.observers = observers;
		this.clock = clock;
	}

	/**
	 * What a user is listening to. With the scope {@code user-read-playback-state} it
	 * includes the device; one call either way.
	 * @param connection the grant of the user who is the caller
	 * @return what is playing, at most a second old and never older than the user's last
	 * command through this node; while Spotify takes no calls, what it last said
	 * @throws io.github.spotifygateway.spotify.InsufficientScopeException if the user did
	 * not allow it
	 * @throws SpotifyException if Spotify fails, or has said nothing yet
	 */
	public NowPlaying nowPlaying(Connection connection) {
		requireScope(connection);
		return this.lastKnown.get(connection, () -> this.recent.get(connection, () -> call(connection)),
				NowPlaying::toStale);
	}

	/**
	 * The same, but nothing that is known from before.
	 * @param connection the grant of the user who is the caller
	 * @return what is playing
	 * @throws io.github.spotifygateway.spotify.InsufficientScopeException if the user did
	 * not allow it
	 * @throws SpotifyException if Spotify fails
	 */
	public NowPlaying ask(Connection connection) {
		requireScope(connection);
		return this.recent.renew(connection, () -> call(connection));
	}

	/**
	 * Have Spotify asked by the next who wants to know what a user is listening to, since
	 * there is one more who wants to be told.
	 * @param connectionId the id of the user's grant
	 */
	public void forget(String connectionId) {
		this.recent.forget(connectionId);
	}

	private NowPlaying call(Connection connection) {
		CurrentlyPlaying answer = connection.scopes().contains(READ_PLAYBACK_STATE) ? this.client.playbackState()
				: this.client.currentlyPlaying();
		NowPlaying nowPlaying = this.mapper.map(answer, this.clock.instant().truncatedTo(ChronoUnit.MILLIS));
		this.observers.forEach((observer) -> observer.observed(connection, nowPlaying));
		return nowPlaying;
	}

	/**
	 * Demand that the user allowed to see what is playing.
	 * @param connection the user's grant
	 * @throws io.github.spotifygateway.spotify.InsufficientScopeException if not
	 */
	public static void requireScope(Connection connection) {
		GrantedScopes.requireAnyOf(connection, "user-read-currently-playing", READ_PLAYBACK_STATE);
	}

}
