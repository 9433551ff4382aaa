package io.github.spotifygateway.simulator;

import java.time.Instant;
import java.util.List;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get Recently Played Tracks: the same history for everybody, the latest first, paged by
 * the time before which or after which something was played.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-recently-played">Get
 * Recently Played Tracks</a>
 */
final class RecentlyPlayedOperation implements LiveOperation {

	private static final String ADDRESS = "https://api.spotify.com/v1/me/player/recently-played?";

	@Override
	public String path() {
		return "/v1/me/player/recently-played";
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		Parameters query = Parameters.ofQuery(request);
		int limit = PageLimits.USUAL.asked(query);
		ObjectNode body = (ObjectNode) GoldenBody.composed("api/recently-played.json");
		List<JsonNode> plays = body.path("items").valueStream().filter((play) -> isAsked(play, query)).toList();
		ArrayNode page = body.putArray("items").addAll(plays.subList(0, Math.min(limit, plays.size())));
		body.put("limit", limit).put("href", ADDRESS + "limit=" + limit).putNull("cursors").putNull("next");
		if (!page.isEmpty()) {
			long oldest = playedAt(page.get(page.size() - 1));
			body.putObject("cursors")
				.put("after", String.valueOf(playedAt(page.get(0))))
				.put("before", String.valueOf(oldest));
			body.put("next",
					(page.size() < plays.size()) ? ADDRESS + "before=%d&limit=%d".formatted(oldest, limit) : null);
		}
		return body;
	}

	private static boolean isAsked(JsonNode play, Parameters query) {
		return playedAt(play) < Long.parseLong(query.get("before", String.valueOf(Long.MAX_VALUE)))
				&& playedAt(play) > Long.parseLong(query.get("after", "0"));
	}

	private static long playedAt(JsonNode play) {
		return Instant.parse(play.path("played_at").asString()).toEpochMilli();
	}

}
