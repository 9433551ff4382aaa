package io.github.spotifygateway.connection;

/**
 * Whether a connection can be used.
 */
public enum ConnectionState {

	/** Spotify honours the grant, as far as is known. */
	CONNECTED,

	/** Spotify ended the grant; only the user can give a new one. */
	REAUTHORIZE

}
