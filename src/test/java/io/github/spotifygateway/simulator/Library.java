package io.github.spotifygateway.simulator;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * What each user saved and follows, by URI. In the beginning that is what the golden
 * lists say, and those stay as they are.
 */
final class Library {

	private static final Map<String, String> GOLDEN = Map.of("saved-tracks.json", "/track/uri", "saved-albums.json",
			"/album/uri", "saved-episodes.json", "/episode/uri", "saved-shows.json", "/show/uri",
			"saved-audiobooks.json", "/uri", "followed-artists.json", "/uri", "playlists.json", "/uri");

	private final Map<SimulatedUser, Set<String>> saved = new ConcurrentHashMap<>();

	void save(SimulatedUser user, Collection<String> uris) {
		of(user).addAll(uris);
	}

	void remove(SimulatedUser user, Collection<String> uris) {
		of(user).removeAll(Set.copyOf(uris));
	}

	boolean contains(SimulatedUser user, String uri) {
		return of(user).contains(uri);
	}

	void clear() {
		this.saved.clear();
	}

	private Set<String> of(SimulatedUser user) {
		return this.saved.computeIfAbsent(user, (owner) -> golden());
	}

	private static Set<String> golden() {
		return GOLDEN.entrySet()
			.stream()
			.flatMap((list) -> GoldenBody.composed("api/" + list.getKey())
				.findPath("items")
				.valueStream()
				.map((item) -> item.at(list.getValue())))
			.map(JsonNode::asString)
			.collect(Collectors.toCollection(ConcurrentHashMap::newKeySet));
	}

}
