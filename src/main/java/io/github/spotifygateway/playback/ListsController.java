package io.github.spotifygateway.playback;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/me/recently-played} and {@code /api/me/top/**}: what the caller has
 * listened to, page by page. For a session and for an API token with the scope
 * {@code read}.
 * <p>
 * A page says where the next one begins in {@code nextCursor}; it is sent back as
 * {@code cursor}, with the same {@code timeRange}. The limit may change between pages. A
 * cursor of another list, and a limit or time range that cannot be, is a 400; a grant
 * without the scope is a 403 that says where to agree to it.
 */
@RestController
class ListsController {

	private static final String RECENTLY_PLAYED = "/v1/me/player/recently-played";

	private static final String TOP_TRACKS = "/v1/me/top/tracks";

	private static final String TOP_ARTISTS = "/v1/me/top/artists";

	private final ListsClient client;

	private final GrantedReads grantedReads;

	ListsController(ListsClient client, GrantedReads grantedReads) {
		this.client = client;
		this.grantedReads = grantedReads;
	}

	/**
	 * {@code GET /api/me/recently-played}: what was played, the latest first. Spotify
	 * keeps the last 50 and no episodes. Takes the scope
	 * {@code user-read-recently-played}.
	 * @param caller the caller
	 * @param limit how many at most, from 1 to 50; 20 when left out
	 * @param cursor the {@code nextCursor} of the page before
	 * @return a page; empty when nothing was played
	 */
	@GetMapping("/api/me/recently-played")
	Page<Play> recentlyPlayed(Authentication caller, @RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String cursor) {
		HistoryRequest request = HistoryRequest.of(limit, cursor);
		this.grantedReads.require(caller.getName(), RECENTLY_PLAYED);
		return page(request, this.client.recentlyPlayed(request.limit(), request.before()));
	}

	/**
	 * {@code GET /api/me/top/tracks}: what the caller listens to most. Takes the scope
	 * {@code user-top-read}.
	 * @param caller the caller
	 * @param timeRange over which time: {@code short_term} (about four weeks),
	 * {@code medium_term} (six months) or {@code long_term} (a year)
	 * @param limit how many at most, from 1 to 50; 20 when left out
	 * @param cursor the {@code nextCursor} of the page before
	 * @return a page; empty when Spotify knows too little
	 */
	@GetMapping("/api/me/top/tracks")
	Page<Item> topTracks(Authentication caller, @RequestParam(defaultValue = "medium_term") String timeRange,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String cursor) {
		TopRequest request = TopRequest.of("top-tracks", timeRange, limit, cursor);
		this.grantedReads.require(caller.getName(), TOP_TRACKS);
		return page(request, this.client.topTracks(request.timeRange(), request.limit(), request.offset()), Item::of);
	}

	/**
	 * {@code GET /api/me/top/artists}: whom the caller listens to most. Takes the scope
	 * {@code user-top-read}.
	 * @param caller the caller
	 * @param timeRange as for the tracks
	 * @param limit how many at most, from 1 to 50; 20 when left out
	 * @param cursor the {@code nextCursor} of the page before
	 * @return a page; empty when Spotify knows too little
	 */
	@GetMapping("/api/me/top/artists")
	Page<Artist> topArtists(Authentication caller, @RequestParam(defaultValue = "medium_term") String timeRange,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String cursor) {
		TopRequest request = TopRequest.of("top-artists", timeRange, limit, cursor);
		this.grantedReads.require(caller.getName(), TOP_ARTISTS);
		return page(request, this.client.topArtists(request.timeRange(), request.limit(), request.offset()),
				Artist::of);
	}

	private static Page<Play> page(HistoryRequest request, @Nullable PlayHistory history) {
		return (history == null) ? Page.empty()
				: new Page<>(Present.of(history.items()).flatMap(Play::of).toList(), request.nextCursor(history));
	}

	private static <S, T> Page<T> page(TopRequest request, @Nullable TopItems<S> top, Function<S, T> shape) {
		return (top == null) ? Page.empty()
				: new Page<>(Present.of(top.items()).map(shape).toList(), request.nextCursor(top));
	}

}
