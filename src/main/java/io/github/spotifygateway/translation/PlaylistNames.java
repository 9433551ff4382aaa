package io.github.spotifygateway.translation;

import java.util.List;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names in playlists that are others in the other generation.
 */
final class PlaylistNames {

	private static final List<String> LINKS = List.of("href", "next", "previous");

	private PlaylistNames() {
	}

	/**
	 * Give the entries of a playlist under the names of both generations.
	 * @param playlist the playlist
	 * @return whether it had them under one only
	 */
	static boolean giveBoth(JsonNode playlist) {
		return give(playlist, Generation.OLDER, Generation.NEWER) || give(playlist, Generation.NEWER, Generation.OLDER);
	}

	/**
	 * Give the entries of a playlist under their older name only.
	 * @param playlist the playlist
	 * @return whether they had another
	 */
	static boolean giveOlder(JsonNode playlist) {
		boolean changed = give(playlist, Generation.NEWER, Generation.OLDER);
		if (changed) {
			((ObjectNode) playlist).remove(Generation.NEWER.list());
		}
		return changed;
	}

	private static boolean give(JsonNode playlist, Generation given, Generation lacking) {
		if (playlist.path(given.list()) instanceof ObjectNode page && !playlist.has(lacking.list())) {
			ObjectNode other = page.deepCopy();
			rename(other, given, lacking);
			((ObjectNode) playlist).set(lacking.list(), other);
			return true;
		}
		return false;
	}

	/**
	 * Give the item of each entry under its newer name too. Who calls the newer operation
	 * of an older app may know either.
	 * @param page a page of a playlist's entries
	 * @return whether there was any that had the older name only
	 */
	static boolean giveItems(JsonNode page) {
		boolean changed = false;
		for (JsonNode entry : page.path("items")) {
			if (entry.has(Generation.OLDER.entry()) && !entry.has(Generation.NEWER.entry())) {
				((ObjectNode) entry).set(Generation.NEWER.entry(), entry.path(Generation.OLDER.entry()));
				changed = true;
			}
		}
		return changed;
	}

	/**
	 * Name the entries of a page, and what it links to, as a generation does.
	 * @param page a page of a playlist's entries
	 * @param from the generation that named them
	 * @param to the generation whose client gets them
	 */
	static void rename(JsonNode page, Generation from, Generation to) {
		page.path("items").forEach((entry) -> {
			if (entry instanceof ObjectNode object && object.has(from.entry()) && !object.has(to.entry())) {
				object.set(to.entry(), object.remove(from.entry()));
			}
		});
		LINKS.forEach((name) -> relink(page, name, from, to));
	}

	private static void relink(JsonNode page, String name, Generation from, Generation to) {
		if (page.path(name).isString()) {
			Pattern list = Pattern.compile("(/playlists/[^/?]+/)" + from.list() + "(?=\\?|$)");
			((ObjectNode) page).put(name, list.matcher(page.path(name).asString()).replaceFirst("$1" + to.list()));
		}
	}

}
