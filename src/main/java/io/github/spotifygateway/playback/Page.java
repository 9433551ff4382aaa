package io.github.spotifygateway.playback;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param <T> the type of the items
 * @param items what is in it, in Spotify's order; may have fewer than the limit although
 * more follow, because what Spotify leaves empty is left out
 * @param nextCursor what to send as {@code cursor} for the next page; {@code null} at the
 * end
 */
@JsonInclude(Include.ALWAYS)
record Page<T>(List<T> items, @Nullable String nextCursor) {

	static <T> Page<T> empty() {
		return new Page<>(List.of(), null);
	}

}
