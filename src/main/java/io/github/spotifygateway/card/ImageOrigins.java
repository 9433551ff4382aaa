package io.github.spotifygateway.card;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The places covers may be fetched from. What is decided on is the very address that is
 * asked.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-4">RFC 6454, Origin of a
 * URI</a>
 */
final class ImageOrigins {

	private final Set<String> origins;

	ImageOrigins(List<URI> origins) {
		this.origins = origins.stream().map(ImageOrigins::origin).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Read an address.
	 * @return the address, if it is at one of these places
	 */
	Optional<URI> allow(@Nullable String address) {
		if (address == null) {
			return Optional.empty();
		}
		try {
			URI uri = URI.create(address);
			boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null && uri.getHost() != null;
			return (plain && this.origins.contains(origin(uri))) ? Optional.of(uri) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static String origin(URI uri) {
		String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
		int port = (uri.getPort() != -1) ? uri.getPort() : "https".equals(scheme) ? 443 : 80;
		return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
	}

}
