package io.github.spotifygateway.playback;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.spotifygateway.playback.CurrentlyPlaying.Artist;
import io.github.spotifygateway.playback.CurrentlyPlaying.Collection;
import io.github.spotifygateway.playback.CurrentlyPlaying.Image;
import io.github.spotifygateway.playback.CurrentlyPlaying.Item;
import io.github.spotifygateway.playback.NowPlaying.State;
import io.github.spotifygateway.playback.NowPlaying.Type;
import org.jspecify.annotations.Nullable;

/**
 * Gives Spotify's many shapes of "currently playing" the one shape of {@link NowPlaying}.
 */
final class NowPlayingMapper {

	NowPlaying map(@Nullable CurrentlyPlaying playing, Instant observedAt) {
		if (playing == null) {
			return new NowPlaying(State.IDLE, null, null, List.of(), null, null, null, null, null, null, observedAt,
					false);
		}
		State state = playing.playing() ? State.PLAYING : State.PAUSED;
		Item item = playing.item();
		if (item == null) {
			return new NowPlaying(state, type(playing), null, List.of(), null, null, null, playing.progressMs(), null,
					device(playing), observedAt, false);
		}
		Collection collection = (item.show() != null) ? item.show() : item.album();
		return new NowPlaying(state, type(playing), item.name(), creators(item),
				(collection != null) ? collection.name() : null, image(item, collection),
				(item.externalUrls() != null) ? item.externalUrls().spotify() : null, playing.progressMs(),
				item.durationMs(), device(playing), observedAt, false);
	}

	private static NowPlaying.@Nullable Device device(CurrentlyPlaying playing) {
		CurrentlyPlaying.Device device = playing.device();
		return (device == null) ? null : new NowPlaying.Device(device.name(), device.type(), device.volumePercent(),
				device.supportsVolume(), device.restricted(), device.privateSession());
	}

	private static Type type(CurrentlyPlaying playing) {
		if (playing.item() != null && playing.item().local()) {
			return Type.LOCAL;
		}
		return switch (Objects.requireNonNullElse(playing.type(), "unknown")) {
			case "track" -> Type.TRACK;
			case "episode" -> Type.EPISODE;
			case "ad" -> Type.AD;
			default -> Type.UNKNOWN;
		};
	}

	private static List<String> creators(Item item) {
		Stream<@Nullable String> names = (item.show() != null) ? Stream.of(item.show().publisher())
				: Stream.ofNullable(item.artists()).flatMap(List::stream).map(Artist::name);
		return names.filter(Objects::nonNull).map(Objects::requireNonNull).filter((name) -> !name.isEmpty()).toList();
	}

	private static @Nullable String image(Item item, @Nullable Collection collection) {
		List<Image> images = (item.images() != null && !item.images().isEmpty()) ? item.images()
				: (collection != null) ? collection.images() : null;
		return (images == null || images.isEmpty()) ? null : images.get(0).url();
	}

}
