package io.github.spotifygateway.simulator;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What apps created in Development Mode since February 2026 no longer see of tracks,
 * albums, shows and artists, and how playlists changed. Profiles lose other fields, see
 * {@link MeOperation}.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/references/changes/february-2026">Changes
 * of February 2026</a>
 */
final class DevelopmentMode {

	private static final List<String> REMOVED = List.of("available_markets", "linked_from", "popularity", "label",
			"album_group", "publisher");

	private DevelopmentMode() {
	}

	static void change(JsonNode body) {
		removeFields(body);
		body.findParents("added_by").forEach((item) -> rename(item, "track", "item"));
		body.findParents("snapshot_id").forEach((playlist) -> rename(playlist, "tracks", "items"));
	}

	private static void rename(JsonNode parent, String before, String after) {
		if (parent.has(before)) {
			((ObjectNode) parent).set(after, ((ObjectNode) parent).remove(before));
		}
	}

	private static void removeFields(JsonNode body) {
		for (String name : REMOVED) {
			body.findParents(name).forEach((parent) -> ((ObjectNode) parent).remove(name));
		}
		// playlists keep theirs
		body.findParents("followers")
			.stream()
			.filter((parent) -> "artist".equals(parent.path("type").asString()))
			.forEach((artist) -> ((ObjectNode) artist).remove("followers"));
	}

}
