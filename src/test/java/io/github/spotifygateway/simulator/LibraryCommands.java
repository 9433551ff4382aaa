package io.github.spotifygateway.simulator;

import java.util.List;

import com.github.tomakehurst.wiremock.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * Saves, follows and forgets.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/save-library-items">Save
 * Items to Library</a>
 */
final class LibraryCommands implements Commands {

	private final Library library;

	LibraryCommands(Library library) {
		this.library = library;
	}

	@Override
	public @Nullable String refusal(Operation operation, Request request, Grant grant) {
		switch (operation.path().text()) {
			case "/v1/me/albums", "/v1/me/audiobooks", "/v1/me/episodes", "/v1/me/shows", "/v1/me/tracks",
					"/v1/me/following", "/v1/me/library" ->
				change(operation, grant, () -> LibraryUris.of(lastWord(operation), request));
			case "/v1/playlists/{playlist_id}/followers" -> change(operation, grant,
					() -> List.of("spotify:playlist:" + operation.path().variable(Endpoint.path(request))));
			default -> {
			}
		}
		return null;
	}

	private static String lastWord(Operation operation) {
		String path = operation.path().text();
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private void change(Operation operation, Grant grant, Subject subject) {
		switch (operation.method()) {
			case "PUT" -> this.library.save(grant.user(), subject.uris());
			case "DELETE" -> this.library.remove(grant.user(), subject.uris());
			default -> {
			}
		}
	}

	/**
	 * What is saved or forgotten.
	 */
	private interface Subject {

		List<String> uris();

	}

}
