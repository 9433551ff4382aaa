package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The items of a playlist, read and changed. Older apps have them at {@code tracks}, too.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-playlists-items">Get
 * Playlist Items</a>
 */
final class PlaylistItemsOperation implements LiveOperation {

	private final RegisteredApp app;

	private final Playlists playlists;

	private final String word;

	private final PageLimits limits;

	private PlaylistItemsOperation(RegisteredApp app, Playlists playlists, String word, PageLimits limits) {
		this.app = app;
		this.playlists = playlists;
		this.word = word;
		this.limits = limits;
	}

	static PlaylistItemsOperation tracks(RegisteredApp app, Playlists playlists) {
		return new PlaylistItemsOperation(app, playlists, "tracks", new PageLimits(20, 100));
	}

	static PlaylistItemsOperation items(RegisteredApp app, Playlists playlists) {
		return new PlaylistItemsOperation(app, playlists, "items", PageLimits.USUAL);
	}

	@Override
	public String path() {
		return "/v1/playlists/{playlist_id}/" + this.word;
	}

	@Override
	public ObjectNode answer(Request request, Grant grant) {
		String id = PathTemplate.of(path()).variable(Endpoint.path(request));
		if (request.getMethod().isOneOf(RequestMethod.POST, RequestMethod.PUT, RequestMethod.DELETE)) {
			return changed(id, request);
		}
		if (this.app.isNewDevelopmentMode() && !PlaylistOwner.isCaller(id)) {
			throw new WebApiRefusal("error-403-forbidden.json");
		}
		ObjectNode list = this.playlists.list(id);
		Paging.page(list, request, this.limits);
		return PlaylistOwner.name(list, id, grant.user());
	}

	private ObjectNode changed(String id, Request request) {
		PlaylistContents contents = this.playlists.contents(id);
		PlaylistChange change = new PlaylistChange(request);
		switch (request.getMethod().getName()) {
			case "POST" -> change.add(contents);
			case "PUT" -> change.replaceOrMove(contents);
			default -> change.remove(contents, this.word);
		}
		return JsonMapper.shared().createObjectNode().put("snapshot_id", contents.snapshotId());
	}

}
