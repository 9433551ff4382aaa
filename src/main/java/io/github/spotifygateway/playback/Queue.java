package io.github.spotifygateway.playback;

import java.util.List;

/**
 * What plays next.
 *
 * @param items tracks and episodes, the next one first
 */
record Queue(List<Item> items) {
}
