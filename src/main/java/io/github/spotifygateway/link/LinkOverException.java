package io.github.spotifygateway.link;

/**
 * A link cannot be used: it is none, was used before, or has expired.
 */
public class LinkOverException extends RuntimeException {

}
