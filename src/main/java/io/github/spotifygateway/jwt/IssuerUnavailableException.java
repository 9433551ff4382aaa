package io.github.spotifygateway.jwt;

/**
 * The issuer has not told its keys yet, so no token can be checked.
 */
class IssuerUnavailableException extends RuntimeException {

}
