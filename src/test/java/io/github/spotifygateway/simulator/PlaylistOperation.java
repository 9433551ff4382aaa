package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * Get Playlist: with its first hundred items.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-playlist">Get
 * Playlist</a>
 */
final class PlaylistOperation implements LiveOperation {

	private static final int FIRST_ITEMS = 100;

	private final Playlists playlists;

	PlaylistOperation(Playlists playlists) {
		this.playlists = playlists;
	}

	@Override
	public String path() {
		return "/v1/playlists/{playlist_id}";
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		String id = PathTemplate.of(path()).variable(Endpoint.path(request));
		ObjectNode playlist = Things.thing("playlist", id);
		playlist.put("snapshot_id", this.playlists.contents(id).snapshotId());
		ObjectNode tracks = this.playlists.list(id);
		Paging.first(tracks, "/v1/playlists/%s/tracks".formatted(id), FIRST_ITEMS);
		playlist.set("tracks", tracks);
		return PlaylistOwner.name(playlist, id, grant.user());
	}

}
