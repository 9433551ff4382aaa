package io.github.spotifygateway.card;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where covers may be fetched from.
 */
class ImageOriginsTests {

	private final ImageOrigins origins = new ImageOrigins(List.of(URI.create("https://i.scdn.co")));

	@ParameterizedTest
	@ValueSource(strings = { "https://i.scdn.co/image/ab67", "https://i.scdn.co:443/image/ab67",
			"HTTPS://I.SCDN.CO/image/ab67", "https://i.scdn.co/image/1?size=640" })
	void addressAtOneOfThemIsTakenAsItIs(String address) {
		assertThat(this.origins.allow(address)).hasValue(URI.create(address));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://i.scdn.co/image/1", "https://i.scdn.co:8443/image/1",
			"https://i.scdn.co.evil.test/", "https://evil.test/i.scdn.co", "https://i.scdn.co@evil.test/",
			"https://user@i.scdn.co/", "//i.scdn.co/1", "https://evil.test#@i.scdn.co/",
			"https://i.scdn.co\\@evil.test/", "https://x.i.scdn.co/", "file:///etc/passwd", "https://i.scdn.co./1",
			"https:i.scdn.co", "i.scdn.co/1", "", " https://i.scdn.co/1", "https://[::1]/",
			"https://169.254.169.254/latest", "data:image/png;base64,AAAA", "https://i.scdn.co/1#x" })
	void everyOtherAddressIsNot(String address) {
		assertThat(this.origins.allow(address)).isEmpty();
	}

	@Test
	void noAddressIsNone() {
		assertThat(this.origins.allow(null)).isEmpty();
	}

}
