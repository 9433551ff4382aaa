package io.github.spotifygateway.access;

/**
 * The caller signed in too long ago for what it wants to do.
 */
class RecentLoginRequiredException extends RuntimeException {

}
