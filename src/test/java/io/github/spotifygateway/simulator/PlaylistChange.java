package io.github.spotifygateway.simulator;

import java.util.List;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A change of a playlist, as its query and its body say. The query wins.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/reorder-or-replace-playlists-items">Update
 * Playlist Items</a>
 */
final class PlaylistChange {

	private static final Ids URIS = new Ids("uris", 100);

	private final Parameters query;

	private final @Nullable List<String> uris;

	private final JsonNode body;

	PlaylistChange(Request request) {
		this.query = Parameters.ofQuery(request);
		this.body = Ids.body(request);
		List<String> queried = URIS.queried(request);
		this.uris = (queried != null) ? queried : URIS.listed(this.body);
	}

	void add(PlaylistContents contents) {
		contents.add(position(), URIS.checked(this.uris));
	}

	private @Nullable Integer position() {
		String queried = this.query.get("position");
		if (queried != null) {
			return number(queried);
		}
		return this.body.has("position") ? number(this.body.path("position").asString()) : null;
	}

	void replaceOrMove(PlaylistContents contents) {
		if (this.uris == null && this.body.has("range_start")) {
			contents.move(member("range_start"), this.body.has("range_length") ? member("range_length") : 1,
					member("insert_before"));
		}
		else {
			contents.replace(replacement());
		}
	}

	// naming nothing empties a playlist
	private List<String> replacement() {
		boolean nothing = this.uris != null && (this.uris.isEmpty() || this.uris.equals(List.of("")));
		return nothing ? List.of() : URIS.checked(this.uris);
	}

	/**
	 * Removes what the body lists.
	 * @param contents the playlist
	 * @param member where the body lists it
	 */
	void remove(PlaylistContents contents, String member) {
		List<String> removed = this.body.path(member)
			.valueStream()
			.map((item) -> item.path("uri").asString(""))
			.toList();
		if (removed.isEmpty() || removed.contains("")) {
			throw new WebApiRefusal("error-400-missing-%s.json".formatted(member));
		}
		contents.remove(URIS.bounded(removed));
	}

	private int member(String name) {
		return number(this.body.path(name).asString(""));
	}

	private static int number(String text) {
		return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
	}

}
