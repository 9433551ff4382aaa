package io.github.spotifygateway.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Create Playlist for user, which is for the user who calls.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/create-playlist-for-user">Create
 * Playlist for user</a>
 */
final class PlaylistCreation implements Commands {

	@Override
	public @Nullable String refusal(Operation operation, Request request, Grant grant) {
		if (!"POST /v1/users/{user_id}/playlists".equals(operation.toString())) {
			return null;
		}
		boolean own = grant.user().id().equals(operation.path().variable(Endpoint.path(request)));
		return own ? null : "error-403-forbidden.json";
	}

}
