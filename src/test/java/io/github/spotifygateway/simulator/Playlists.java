package io.github.spotifygateway.simulator;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The playlists, one for each id, and what is in them. In the beginning that is the same
 * for all.
 */
final class Playlists {

	private final Map<String, PlaylistContents> contents = new ConcurrentHashMap<>();

	PlaylistContents contents(String id) {
		return this.contents.computeIfAbsent(id, (playlist) -> new PlaylistContents(goldenUris()));
	}

	void clear() {
		this.contents.clear();
	}

	private static List<String> goldenUris() {
		return goldenEntries().valueStream().map(Playlists::uri).toList();
	}

	private static JsonNode goldenEntries() {
		return GoldenBody.composed("api/playlist-items.json").path("items");
	}

	private static String uri(JsonNode entry) {
		return entry.at("/track/uri").asString();
	}

	/**
	 * Lists the items of a playlist.
	 * @param id the playlist
	 * @return the whole list, as apps with the old operations see it
	 */
	ObjectNode list(String id) {
		JsonNode golden = goldenEntries();
		ObjectNode list = (ObjectNode) GoldenBody.composed("api/playlist-items.json");
		ArrayNode items = list.putArray("items");
		contents(id).uris().forEach((uri) -> items.add(entry(golden, uri)));
		return list.put("total", items.size());
	}

	private static JsonNode entry(JsonNode golden, String uri) {
		return golden.valueStream().filter((entry) -> uri.equals(uri(entry))).findFirst().orElseGet(() -> {
			ObjectNode entry = (ObjectNode) golden.path(0).deepCopy();
			entry.set("track", item(uri));
			return entry;
		});
	}

	private static ObjectNode item(String uri) {
		String kind = uri.startsWith("spotify:episode:") ? "episode" : "track";
		return Things.thing(kind, uri.substring(uri.lastIndexOf(':') + 1)).put("uri", uri);
	}

}
