package io.github.spotifygateway.playback;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a user's favourites a caller wants.
 *
 * @param list the list and its time range, for cursors
 * @param timeRange Spotify's word for it
 * @param limit how many items at most
 * @param offset how many come before
 */
record TopRequest(String list, String timeRange, int limit, long offset) {

	static TopRequest of(String kind, String timeRange, @Nullable String limit, @Nullable String cursor) {
		String range = TimeRange.read(timeRange).value();
		String list = kind + "/" + range;
		long offset = (cursor != null) ? Cursor.read(cursor, list).position() : 0;
		return new TopRequest(list, range, Limit.read(limit), offset);
	}

	/**
	 * Where the next page begins, if there is one: Spotify fails when it is asked for the
	 * page behind the last.
	 */
	@Nullable String nextCursor(TopItems<?> page) {
		long next = this.offset + this.limit;
		boolean more = page.next() != null && (page.total() == null || next < page.total());
		return more ? Cursor.next(this.list, next) : null;
	}

}
