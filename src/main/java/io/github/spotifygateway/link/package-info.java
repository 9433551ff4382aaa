/**
 * A company's users and the Spotify accounts they link: who they are, and how a grant
 * that somebody gave in a browser becomes theirs.
 */
@NullMarked
package io.github.spotifygateway.link;

import org.jspecify.annotations.NullMarked;
