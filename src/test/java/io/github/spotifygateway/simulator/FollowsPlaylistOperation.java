package io.github.spotifygateway.simulator;

import java.util.Arrays;
import java.util.List;

import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Check if users follow a playlist: those whose ids are asked for, or the caller.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/check-if-user-follows-playlist">Check
 * if Current User Follows Playlist</a>
 */
final class FollowsPlaylistOperation implements LiveOperation {

	private final Library library;

	FollowsPlaylistOperation(Library library) {
		this.library = library;
	}

	@Override
	public String path() {
		return "/v1/playlists/{playlist_id}/followers/contains";
	}

	@Override
	public ArrayNode answer(Request request, Grant grant) {
		String uri = "spotify:playlist:" + PathTemplate.of(path()).variable(Endpoint.path(request));
		ArrayNode answers = JsonMapper.shared().createArrayNode();
		users(request, grant).forEach((id) -> answers.add(follows(id, uri)));
		return answers;
	}

	private static List<String> users(Request request, Grant grant) {
		Ids ids = new Ids("ids", Ids.MOST_THINGS);
		boolean self = grant.user() != null && ids.queried(request) == null;
		return self ? List.of(grant.user().id()) : ids.checked(ids.queried(request));
	}

	private boolean follows(String id, String uri) {
		return Arrays.stream(SimulatedUser.values())
			.anyMatch((user) -> user.id().equals(id) && this.library.contains(user, uri));
	}

}
