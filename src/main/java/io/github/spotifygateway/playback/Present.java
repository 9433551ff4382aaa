package io.github.spotifygateway.playback;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What is there of a list of Spotify, which may be missing or have holes.
 */
final class Present {

	private Present() {
	}

	static <T> Stream<T> of(@Nullable List<@Nullable T> list) {
		return Stream.ofNullable(list).flatMap(List::stream).filter(Objects::nonNull).map(Objects::requireNonNull);
	}

}
