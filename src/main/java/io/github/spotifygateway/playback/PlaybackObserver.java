package io.github.spotifygateway.playback;

import io.github.spotifygateway.connection.Connection;

/**
 * Learns what users are listening to whenever Spotify was asked for it, whoever asked.
 */
@FunctionalInterface
public interface PlaybackObserver {

	/**
	 * Take note of an answer of Spotify. Called on the thread of the caller who asked;
	 * must neither take long nor fail.
	 * @param connection the user's grant
	 * @param nowPlaying what the user is listening to
	 */
	void observed(Connection connection, NowPlaying nowPlaying);

}
