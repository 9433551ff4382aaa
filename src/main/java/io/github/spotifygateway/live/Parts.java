package io.github.spotifygateway.live;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Does for many what a statement can only do for some of them at a time.
 */
final class Parts {

	private static final int LARGEST = 500;

	private Parts() {
	}

	/**
	 * Do something part by part.
	 * @param collection what it is done for, as it is now
	 * @param task does it for a part
	 */
	static <T> void forEach(Collection<T> collection, Consumer<List<T>> task) {
		List<T> all = List.copyOf(collection);
		for (int from = 0; from < all.size(); from += LARGEST) {
			task.accept(all.subList(from, Math.min(all.size(), from + LARGEST)));
		}
	}

}
