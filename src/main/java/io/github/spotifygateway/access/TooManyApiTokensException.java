package io.github.spotifygateway.access;

/**
 * The user already has as many API tokens as allowed.
 */
class TooManyApiTokensException extends RuntimeException {

}
