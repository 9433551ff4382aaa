package io.github.spotifygateway.card;

/**
 * The user already has as many cards as allowed.
 */
class TooManyCardsException extends RuntimeException {

}
