package io.github.spotifygateway.card;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The picture of an item, ready to stand in an SVG.
 *
 * @param dataUri the whole picture as an address
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2397">RFC 2397, The "data" URL
 * scheme</a>
 */
record Cover(String dataUri) {

	/** How the files of each type begin; {@code ..} is any byte. */
	private static final Map<String, String> BEGINNINGS = Map.of("image/jpeg", "ffd8ff", "image/png",
			"89504e470d0a1a0a", "image/webp", "52494646........57454250");

	/**
	 * Make a cover of what a server sent.
	 * @param type the type it says it is
	 * @param bytes the file
	 * @return the cover, if it is a JPEG, PNG or WebP by type and by content
	 */
	static Optional<Cover> of(String type, byte[] bytes) {
		String beginning = BEGINNINGS.get(type);
		if (beginning == null || bytes.length < beginning.length() / 2) {
			return Optional.empty();
		}
		String found = HexFormat.of().formatHex(bytes, 0, beginning.length() / 2);
		return found.matches(beginning)
				? Optional.of(new Cover("data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes)))
				: Optional.empty();
	}

	@Override
	public String toString() {
		return "Cover[" + this.dataUri.length() + " characters]";
	}

}
