package io.github.spotifygateway.access;

import java.time.Instant;
import java.util.Set;

/**
 * An API token as its owner sees it: everything but its secret.
 *
 * @param id its public id
 * @param name what its owner calls it
 * @param hint beginning and end of the secret
 * @param scopes what it allows
 * @param createdAt when it was made
 * @param expiresAt when it ends
 */
record ApiToken(String id, String name, String hint, Set<String> scopes, Instant createdAt, Instant expiresAt) {
}
