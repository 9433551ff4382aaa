package io.github.spotifygateway.card;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is a picture.
 */
class CoverTests {

	@ParameterizedTest
	@CsvSource({ "image/jpeg, ffd8ffe000", "image/png, 89504e470d0a1a0a00", "image/webp, 524946460000000057454250ff" })
	void pictureIsKnownByTypeAndContent(String type, String bytes) {
		assertThat(Cover.of(type, HexFormat.of().parseHex(bytes)).orElseThrow().dataUri())
			.startsWith("data:" + type + ";base64,");
	}

	@ParameterizedTest
	@CsvSource({ "image/jpeg, 89504e470d0a1a0a00", "image/png, ffd8ffe000", "image/webp, 524946460000000041564920",
			"image/gif, 47494638", "text/html, ffd8ff", "image/png, 8950", "image/svg+xml, ffd8ff" })
	void everythingElseIsNone(String type, String bytes) {
		assertThat(Cover.of(type, HexFormat.of().parseHex(bytes))).isEmpty();
		assertThat(Cover.of(type, "<svg/>".getBytes(StandardCharsets.UTF_8))).isEmpty();
	}

}
