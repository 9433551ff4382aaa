package io.github.spotifygateway.profile;

/**
 * What was asked for is no list of scopes.
 */
class InvalidScopesException extends RuntimeException {

}
