package io.github.spotifygateway.access;

/**
 * No device login with the given user code waits for a decision.
 */
class NoSuchDeviceLoginException extends RuntimeException {

}
