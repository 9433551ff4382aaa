package io.github.spotifygateway.playback;

/**
 * A cursor that no page of the list came with.
 */
class InvalidCursorException extends RuntimeException {

}
