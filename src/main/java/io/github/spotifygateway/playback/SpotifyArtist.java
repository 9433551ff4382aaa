package io.github.spotifygateway.playback;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.spotifygateway.playback.SpotifyItem.ExternalUrls;
import io.github.spotifygateway.playback.SpotifyItem.Image;
import org.jspecify.annotations.Nullable;

/**
 * An artist, as the Web API describes one. Newer apps are not told the followers.
 *
 * @see <a href=
 * "https://developer.spotify.com/documentation/web-api/reference/get-an-artist"> Spotify,
 * Get Artist</a>
 */
record SpotifyArtist(@Nullable String name, @Nullable List<@Nullable String> genres,
		@Nullable List<@Nullable Image> images, @JsonProperty("external_urls") @Nullable ExternalUrls externalUrls,
		@Nullable Followers followers) {

	record Followers(@Nullable Long total) {
	}

}
