package io.github.spotifygateway.keys;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the key ring comes from.
 *
 * @param ring key ring itself, each entry "id:base64" of 32 bytes; the first key
 * encrypts, all decrypt. Replaces the file
 * @param file file with one such entry a line; made with one new key when it is missing
 * and nothing is stored yet
 */
@ConfigurationProperties("spotify-gateway.keys")
record KeyProperties(@Nullable List<String> ring, @DefaultValue("./data/spotify-gateway.keys") Path file) {

	@Override
	public String toString() {
		return "KeyProperties[file=" + this.file + "]";
	}

}
