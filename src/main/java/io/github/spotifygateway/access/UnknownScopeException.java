package io.github.spotifygateway.access;

/**
 * Someone asked for a token without scopes, or with one that does not exist.
 */
class UnknownScopeException extends RuntimeException {

}
