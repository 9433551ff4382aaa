package io.github.spotifygateway.playback;

import java.time.Instant;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Something that was played.
 *
 * @param playedAt when
 * @param item what, as members of their own
 */
@JsonInclude(Include.ALWAYS)
record Play(@Nullable Instant playedAt, @JsonUnwrapped Item item) {

	/**
	 * Give an entry of Spotify this shape; nothing if it does not say what was played.
	 */
	static Stream<Play> of(PlayHistory.Entry entry) {
		return Stream.ofNullable(entry.track()).map((track) -> new Play(entry.playedAt(), Item.of(track)));
	}

}
