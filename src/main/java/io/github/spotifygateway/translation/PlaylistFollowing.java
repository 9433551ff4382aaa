package io.github.spotifygateway.translation;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

import io.github.spotifygateway.spotify.WebApiCall;
import io.github.spotifygateway.spotify.WebApiOperation;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Follows, leaves or checks a playlist. Whether the user's profile shows it can no longer
 * be chosen.
 */
final class PlaylistFollowing implements Translation {

	private static final int MOST_IDS = 5;

	private final WebApiOperation library;

	private final OwnProfile ownProfile;

	PlaylistFollowing(WebApiOperation library, OwnProfile ownProfile) {
		this.library = library;
		this.ownProfile = ownProfile;
	}

	@Override
	public ClientHttpResponse translate(Exchange exchange) throws IOException {
		WebApiCall asked = exchange.asked();
		String uri = "spotify:playlist:" + Ids.of(asked, "playlist_id");
		if (asked.operation().isRead() && Query.of(asked).get("ids").isPresent()) {
			for (String user : new TreeSet<>(Ids.ofUsers(asked, MOST_IDS))) {
				this.ownProfile.require(exchange, user);
			}
		}
		return LibraryCalls.call(exchange, this.library, List.of(uri));
	}

}
