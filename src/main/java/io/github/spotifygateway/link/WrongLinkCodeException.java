package io.github.spotifygateway.link;

/**
 * No grant waits for this user and this code.
 */
public class WrongLinkCodeException extends RuntimeException {

}
