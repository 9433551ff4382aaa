package io.github.spotifygateway.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which addresses share an allowance.
 */
class CallerAddressTests {

	@ParameterizedTest
	@CsvSource({ "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff", "::ffff:192.0.2.1, 192.0.2.1",
			"fe80::1%1, fe80::2", "192.0.2.1, 192.0.2.1" })
	void addressesOfOneCallerAreOne(String one, String other) {
		assertThat(CallerAddress.of(one)).isEqualTo(CallerAddress.of(other));
	}

	@ParameterizedTest
	@CsvSource({ "2001:db8:1:2::1, 2001:db8:1:3::1", "192.0.2.1, 192.0.2.2", "::1, 127.0.0.1" })
	void addressesOfTwoCallersAreTwo(String one, String other) {
		assertThat(CallerAddress.of(one)).isNotEqualTo(CallerAddress.of(other));
	}

	@Test
	void networkIsWrittenAsOneAndStaysWhatItIs() {
		String network = CallerAddress.of("2001:db8:1:2:3:4:5:6");
		assertThat(network).isEqualTo("2001:db8:1:2:0:0:0:0/64");
		assertThat(CallerAddress.of(network)).isEqualTo(network);
	}

	@Test
	void whatIsNoAddressStandsForItself() {
		assertThat(CallerAddress.of("unknown:host")).isEqualTo("unknown:host");
	}

}
