package io.github.spotifygateway.spotify;

/**
 * What an error of the Web API means for the gateway.
 *
 * @see <a href="https://developer.spotify.com/documentation/web-api/concepts/api-calls">
 * Spotify, API calls</a>
 */
public enum SpotifyError {

	/** 401: the access token was refused. */
	TOKEN_REFUSED,

	/** 403: the grant lacks a scope. */
	INSUFFICIENT_SCOPE,

	/** 403: the user is not on the list of a development-mode app. */
	USER_NOT_REGISTERED,

	/** 403: the owner of the app has no Premium subscription any more. */
	OWNER_PREMIUM_REQUIRED,

	/** 403: Spotify does not offer this to the app or to the user. */
	FORBIDDEN,

	/** Another 4xx: the call itself is wrong. */
	REJECTED,

	/** 429: too many calls within half a minute. */
	RATE_LIMITED,

	/** 429: the quota of hours is used up. */
	QUOTA_EXCEEDED,

	/** 5xx, or no connection. */
	UNAVAILABLE,

	/** No complete answer in time. */
	TIMED_OUT,

	/** An answer that is not what Spotify documents. */
	INVALID_ANSWER

}
