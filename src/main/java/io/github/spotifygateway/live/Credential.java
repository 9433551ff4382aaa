package io.github.spotifygateway.live;

import io.github.spotifygateway.web.AcceptedCredentials;

/**
 * What let a follower in.
 *
 * @param wayIn knows whether it is still good
 * @param name its name there
 */
record Credential(AcceptedCredentials wayIn, String name) {
}
