package io.github.spotifygateway.playback;

import java.time.Instant;
import java.util.List;

import io.github.spotifygateway.playback.NowPlaying.State;
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
		if (playing.item() == null) {
			return new NowPlaying(state, Item.type(playing.type()), null, List.of(), null, null, null,
					playing.progressMs(), null, device(playing), observedAt, false);
		}
		Item item = Item.of(playing.item(), playing.type());
		return new NowPlaying(state, item.type(), item.title(), item.creators(), item.collection(), item.image(),
				item.url(), playing.progressMs(), item.durationMs(), device(playing), observedAt, false);
	}

	private static NowPlaying.@Nullable Device device(CurrentlyPlaying playing) {
		SpotifyDevice device = playing.device();
		return (device == null) ? null : new NowPlaying.Device(device.name(), device.type(), device.volumePercent(),
				device.supportsVolume(), device.restricted(), device.privateSession());
	}

}
