/**
 * Share cards: links that show everyone who has them what a user is listening to.
 */
@NullMarked
package io.github.spotifygateway.card;

import org.jspecify.annotations.NullMarked;
