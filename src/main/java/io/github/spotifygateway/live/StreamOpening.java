package io.github.spotifygateway.live;

import java.util.function.Consumer;

/**
 * Turns a request into a stream, once it is sure that there is room for it.
 */
@FunctionalInterface
interface StreamOpening {

	/**
	 * Open the stream.
	 * @param onEnd to be told when it is over
	 */
	EventStream open(Consumer<EventStream> onEnd);

}
