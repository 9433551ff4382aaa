package io.github.spotifygateway.playback;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.spotifygateway.playback.NowPlaying.Type;
import io.github.spotifygateway.playback.SpotifyItem.Artist;
import io.github.spotifygateway.playback.SpotifyItem.Collection;
import io.github.spotifygateway.playback.SpotifyItem.ExternalUrls;
import io.github.spotifygateway.playback.SpotifyItem.Image;
import org.jspecify.annotations.Nullable;

/**
 * A track, an episode or a local file, in the one shape that all answers have.
 *
 * @param type what it is
 * @param title name of the track or episode
 * @param creators the artists, or who publishes the show
 * @param collection name of the album or show
 * @param image address of the cover, largest first choice
 * @param url its page at Spotify
 * @param durationMs length in milliseconds
 */
@JsonInclude(Include.ALWAYS)
record Item(Type type, @Nullable String title, List<String> creators, @Nullable String collection,
		@Nullable String image, @Nullable String url, @Nullable Long durationMs) {

	/**
	 * Give one of Spotify's many shapes this one.
	 */
	static Item of(SpotifyItem item) {
		return of(item, item.type());
	}

	/**
	 * The same, where Spotify tells the type beside the item.
	 */
	static Item of(SpotifyItem item, @Nullable String type) {
		Collection collection = (item.show() != null) ? item.show() : item.album();
		return new Item(item.local() ? Type.LOCAL : type(type), item.name(), creators(item),
				(collection != null) ? collection.name() : null, image(item, collection),
				ExternalUrls.page(item.externalUrls()), item.durationMs());
	}

	static Type type(@Nullable String type) {
		return switch (Objects.requireNonNullElse(type, "unknown")) {
			case "track" -> Type.TRACK;
			case "episode" -> Type.EPISODE;
			case "ad" -> Type.AD;
			default -> Type.UNKNOWN;
		};
	}

	private static List<String> creators(SpotifyItem item) {
		Stream<@Nullable String> names = (item.show() != null) ? Stream.of(item.show().publisher())
				: Present.of(item.artists()).map(Artist::name);
		return names.filter(Objects::nonNull).map(Objects::requireNonNull).filter((name) -> !name.isEmpty()).toList();
	}

	private static @Nullable String image(SpotifyItem item, @Nullable Collection collection) {
		String own = Image.largest(item.images());
		return (own != null || collection == null) ? own : Image.largest(collection.images());
	}

}
