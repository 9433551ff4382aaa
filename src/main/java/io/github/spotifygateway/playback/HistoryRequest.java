package io.github.spotifygateway.playback;

import io.github.spotifygateway.playback.PlayHistory.Cursors;
import org.jspecify.annotations.Nullable;

/**
 * Which page of what was played a caller wants.
 *
 * @param limit how many plays at most
 * @param before before which moment, in milliseconds since 1970; {@code null} for now
 */
record HistoryRequest(int limit, @Nullable Long before) {

	private static final String LIST = "recently-played";

	static HistoryRequest of(@Nullable String limit, @Nullable String cursor) {
		return new HistoryRequest(Limit.read(limit),
				(cursor != null) ? Long.valueOf(Cursor.read(cursor, LIST).position()) : null);
	}

	/**
	 * Where the next page begins, if there is one. It is earlier than this one, or who
	 * follows the cursors would come to no end.
	 */
	@Nullable String nextCursor(PlayHistory history) {
		Cursors cursors = history.cursors();
		Long next = (history.next() != null && cursors != null) ? cursors.before() : null;
		if (next == null || (this.before != null && next >= this.before)) {
			return null;
		}
		return Cursor.next(LIST, next);
	}

}
