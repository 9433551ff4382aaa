package io.github.spotifygateway.card;

/**
 * Someone asked for a card without fields, or with a field, theme or layout that does not
 * exist.
 */
class UnknownCardOptionException extends RuntimeException {

}
