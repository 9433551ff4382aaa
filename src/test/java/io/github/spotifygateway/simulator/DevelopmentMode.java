package io.github.spotifygateway.simulator;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What apps created in Development Mode since February 2026 no longer see of tracks,
 * albums, shows, artists and users, and how playlists changed. The caller's own profile
 * is answered by {@link MeOperation}.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/references/changes/february-2026">Changes
 * of February 2026</a>
 */
public final class DevelopmentMode {

	private static final List<String> REMOVED = List.of("available_markets", "linked_from", "popularity", "label",
			"album_group", "publisher");

	private static final List<String> REMOVED_OF_PEOPLE = List.of("country", "email", "explicit_content", "followers",
			"product");

	private static final List<String> LINKS = List.of("href", "next", "previous");

	private DevelopmentMode() {
	}

	/**
	 * Removes the fields that such an app does not see, and leaves the rest as it is:
	 * what any app may expect of an answer that was made for such an app.
	 * @param body the body, which is changed
	 */
	public static void strip(JsonNode body) {
		for (String name : REMOVED) {
			body.findParents(name).forEach((parent) -> ((ObjectNode) parent).remove(name));
		}
		for (String name : REMOVED_OF_PEOPLE) {
			// playlists keep their followers
			body.findParents(name)
				.stream()
				.filter(DevelopmentMode::isArtistOrUser)
				.forEach((person) -> ((ObjectNode) person).remove(name));
		}
	}

	static void change(JsonNode body) {
		strip(body);
		body.findParents("added_by").forEach((item) -> rename(item, "track", "item"));
		body.findParents("snapshot_id").forEach(DevelopmentMode::changePlaylist);
		LINKS.forEach((name) -> body.findParents(name).forEach((parent) -> changeLink((ObjectNode) parent, name)));
	}

	private static boolean isArtistOrUser(JsonNode node) {
		return List.of("artist", "user").contains(node.path("type").asString());
	}

	private static void changePlaylist(JsonNode playlist) {
		rename(playlist, "tracks", "items");
		// what is in the playlists of others is nobody else's business
		if (SpotifySimulator.PLAYLIST_OF_SOMEBODY_ELSE.equals(playlist.path("id").asString())) {
			((ObjectNode) playlist).remove("items");
		}
	}

	private static void changeLink(ObjectNode parent, String name) {
		if (parent.path(name).isString()) {
			parent.put(name, parent.path(name).asString().replaceFirst("(/playlists/[^/?]+)/tracks", "$1/items"));
		}
	}

	private static void rename(JsonNode parent, String before, String after) {
		if (parent.has(before)) {
			((ObjectNode) parent).set(after, ((ObjectNode) parent).remove(before));
		}
	}

}
