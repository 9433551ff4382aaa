package io.github.spotifygateway.simulator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something a player plays, as the body of {@code /me/player/currently-playing} at a
 * moment. {@code null} means that nothing is active.
 */
interface Playback {

	@Nullable ObjectNode at(Instant now);

}
