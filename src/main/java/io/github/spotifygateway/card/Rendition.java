package io.github.spotifygateway.card;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.springframework.http.MediaType;

/**
 * A card as it is sent.
 *
 * @param type its type
 * @param bytes the file
 * @param etag changes whenever the file does
 */
record Rendition(MediaType type, byte[] bytes, String etag) {

	static Rendition of(MediaType type, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
			return new Rendition(type, bytes, '"' + HexFormat.of().formatHex(hash, 0, 16) + '"');
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
