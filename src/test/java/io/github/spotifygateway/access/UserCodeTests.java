package io.github.spotifygateway.access;

import java.util.stream.IntStream;

import io.github.spotifygateway.keys.Sha256;
import io.github.spotifygateway.keys.UserCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The codes of a device login by themselves.
 */
class UserCodeTests {

	@Test
	void everyLetterIsUsed() {
		String all = String.join("",
				IntStream.range(0, 500).mapToObj((index) -> UserCode.generate().reveal()).toList());
		assertThat(all.replace("-", "").chars().distinct()).hasSize(20);
	}

	@Test
	void codesDoNotRepeat() {
		assertThat(IntStream.range(0, 2_000).mapToObj((index) -> UserCode.generate().reveal()).distinct())
			.hasSizeGreaterThan(1_998);
		assertThat(IntStream.range(0, 2_000).mapToObj((index) -> DeviceCode.generate().reveal()).distinct())
			.hasSize(2_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "WDJB-MJHT", "WDJBMJHT", "wdjb-mjht", "wdjb mjht", " Wdjbmjht" })
	void codeIsReadHoweverItIsTyped(String typed) {
		assertThat(UserCode.parse(typed)).hasValueSatisfying((code) -> {
			assertThat(code.reveal()).isEqualTo("WDJB-MJHT");
			assertThat(code.hash()).isEqualTo(Sha256.of("WDJBMJHT"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "WDJBMJH", "WDJBMJHTT", "WDJB-MJHA", "WDJB_MJHT", "WDJB-MJH0", "WDJB-MJHT\n" })
	void whatIsNoCodeIsNotRead(String text) {
		assertThat(UserCode.parse(text)).isEmpty();
	}

	@Test
	void codesDoNotPrintThemselves() {
		UserCode userCode = UserCode.generate();
		DeviceCode deviceCode = DeviceCode.generate();
		assertThat(userCode.toString()).doesNotContain(userCode.reveal());
		assertThat(deviceCode.toString()).doesNotContain(deviceCode.reveal());
	}

}
