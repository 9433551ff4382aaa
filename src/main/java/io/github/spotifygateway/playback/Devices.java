package io.github.spotifygateway.playback;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * Where a user can play.
 *
 * @param devices what is switched on and reachable
 */
record Devices(List<Device> devices) {

	/**
	 * Something that can play.
	 *
	 * @param id what names it in commands; {@code null} for some that take none
	 * @param name the name its owner gave it
	 * @param type what it is, such as {@code Computer}
	 * @param active whether it is the one that plays, or would
	 * @param restricted whether it takes no commands
	 * @param privateSession whether what plays there is kept from others
	 * @param volumePercent its volume from 0 to 100; {@code null} when it does not tell
	 * @param supportsVolume whether its volume can be set
	 */
	@JsonInclude(Include.ALWAYS)
	record Device(@Nullable String id, @Nullable String name, @Nullable String type, boolean active, boolean restricted,
			boolean privateSession, @Nullable Integer volumePercent, boolean supportsVolume) {

		static Device of(SpotifyDevice device) {
			return new Device(device.id(), device.name(), device.type(), device.active(), device.restricted(),
					device.privateSession(), device.volumePercent(), device.supportsVolume());
		}

	}

}
