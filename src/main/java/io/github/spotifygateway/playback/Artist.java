package io.github.spotifygateway.playback;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.spotifygateway.playback.SpotifyArtist.Followers;
import io.github.spotifygateway.playback.SpotifyItem.ExternalUrls;
import io.github.spotifygateway.playback.SpotifyItem.Image;
import org.jspecify.annotations.Nullable;

/**
 * An artist a user likes.
 *
 * @param name the name
 * @param genres what the artist plays
 * @param image address of a picture, largest first choice
 * @param url the artist's page at Spotify
 * @param followers how many follow the artist; {@code null} when this app is not told
 */
@JsonInclude(Include.ALWAYS)
record Artist(@Nullable String name, List<String> genres, @Nullable String image, @Nullable String url,
		@Nullable Long followers) {

	static Artist of(SpotifyArtist artist) {
		Followers followers = artist.followers();
		return new Artist(artist.name(), Present.of(artist.genres()).toList(), Image.largest(artist.images()),
				ExternalUrls.page(artist.externalUrls()), (followers != null) ? followers.total() : null);
	}

}
